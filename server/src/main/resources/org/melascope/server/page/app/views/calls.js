/**
 * The same question in three languages, for the server that this page comes from. One that wants a
 * key gets it from the environment variable MELASCOPE_KEY: no key is shown or copied.
 */

/** @param {string} origin without a slash at its end @param {boolean} keyed whether it wants a key */
export function curl(origin, keyed) {
  const key = keyed ? ' -H "Authorization: Bearer $MELASCOPE_KEY"' : "";
  return `curl${key} -F image=@mole.jpg '${origin}/api/v1/assessments?sensitivity=0.95'`;
}

/** Python 3, its own library alone. @param {string} origin @param {boolean} keyed */
export function python(origin, keyed) {
  const key = keyed ? ', "Authorization": "Bearer " + os.environ["MELASCOPE_KEY"]' : "";
  return `import json${keyed ? "\nimport os" : ""}
import sys
import urllib.request

request = urllib.request.Request(
    "${origin}/api/v1/assessments?sensitivity=0.95",
    data=open(sys.argv[1], "rb").read(),
    headers={"Content-Type": "application/octet-stream"${key}},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
print(answer["decision"], answer.get("pMalignant"), answer.get("pMelanoma"), *answer["reasons"])`;
}

/** Java 17 or later, one file. @param {string} origin @param {boolean} keyed */
export function java(origin, keyed) {
  const key = keyed ? '\n            .header("Authorization", "Bearer " + System.getenv("MELASCOPE_KEY"))' : "";
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

public class Ask {
  public static void main(String[] args) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("${origin}/api/v1/assessments?sensitivity=0.95"))
            .header("Content-Type", "application/octet-stream")${key}
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(args[0])))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.statusCode() + " " + response.body());
  }
}`;
}
