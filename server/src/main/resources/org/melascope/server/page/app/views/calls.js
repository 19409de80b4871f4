/** The same question in three languages, for the server that this page comes from. */

/** @param {string} origin without a slash at its end */
export function curl(origin) {
  return `curl -F image=@mole.jpg '${origin}/api/v1/assessments?sensitivity=0.95'`;
}

/** Python 3, its own library alone. @param {string} origin */
export function python(origin) {
  return `import json
import sys
import urllib.request

request = urllib.request.Request(
    "${origin}/api/v1/assessments?sensitivity=0.95",
    data=open(sys.argv[1], "rb").read(),
    headers={"Content-Type": "application/octet-stream"},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
print(answer["decision"], answer.get("pMalignant"), answer.get("pMelanoma"), *answer["reasons"])`;
}

/** Java 17 or later, one file. @param {string} origin */
export function java(origin) {
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
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(args[0])))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.statusCode() + " " + response.body());
  }
}`;
}
