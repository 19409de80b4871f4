"""Documents that the measuring scripts beside this write a part of."""


def insert(page, script, written):
    """Writes lines between the marks that a script has in a page, in place of those that are there."""
    begin, end = page.read_text(encoding="utf-8").split(f": written by benchmarks/{script} -->\n")
    end = end[end.index("<!-- end of "):]
    page.write_text(f"{begin}: written by benchmarks/{script} -->\n{written}{end}", encoding="utf-8")
