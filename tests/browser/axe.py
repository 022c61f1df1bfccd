"""axe-core, the accessibility checker, run inside a page."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """The violations of WCAG 2.2 AA and of good practice on a page, a line for each element.

    For example: "serious image-alt: Images must have alternative text: #logo <img src=…>".
    """
    # Evaluated, not added as a <script>: the site's Content-Security-Policy refuses foreign scripts, as it should.
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8") + "; undefined")
    results = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], elementRef: false})", RULES
    )
    return [
        f"{rule['impact']} {rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))} {node['html']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
