"""An invented dispatch, and the claims that are kept of it."""

TEXT = """\
More than ten thousand troops were sent to the Kursk region, the defence ministry of Ukraine said on Tuesday.

Northern Wire reported, citing an official, that a freight train with 200 containers of shells had left Orsk.

The foreign ministry denied the transfer of missiles. "We have not sent missiles," a spokesman said.

South Korea will not supply weapons to Ukraine for now, the presidential office said on Wednesday.

According to Harbour Times, up to 1,500 soldiers arrived in Vladivostok in October.

Poland said that it had handed over 14 fighter jets to Ukraine in 2023.

An analyst at the Harbour Institute said that the railway could carry at most 40 trains a day.
"""


def keep(node):
    """Adds the dispatch and takes all of its drafts."""
    path = node.folder / "dispatch.txt"
    path.write_text(TEXT, encoding="utf-8")
    node.run("add", path, "--outlet", "Northern Wire", "--date", "2024-11-28", "--accept-above", "0")


def claims(node):
    """The identifiers of the claims that are kept."""
    return [row["claim"] for row in node.rows("export")]


def claim_about(node, word):
    """The one claim whose sentence has this word."""
    found = [row["claim"] for row in node.rows("export") if word in row["sentence"]["text"]]
    assert len(found) == 1, (word, found)
    return found[0]
