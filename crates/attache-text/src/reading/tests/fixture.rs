//! Fixtures: sentences with what should be read marked beneath them.
//!
//! ```text
//! == name of the fixture
//! @ published 2024-11-28
//! The embassy said that 300 soldiers had left Gao.
//! ^^^^^^^^^^^ source
//!             ^^^^^^^^^ cue
//!                       ^^^^^^^^^^^^^^^^^^^^^^^^^ content
//! | kind deployment
//! | chain the reporting outlet > the embassy
//! ! drafts 1
//! ```
//!
//! - `==` begins a fixture; `#` at the beginning of a line is a remark.
//! - `@ published DAY` and `@ outlet NAME` are known of the article.
//! - Any other line is a paragraph of the article.
//! - A line of carets marks places in the paragraph above it (a column is a character): `content`, `source`, `cue`.
//!   Several groups of carets on one line are one part in several places. `within` marks words that the
//!   content of some draft holds, where its exact ends do not matter.
//! - `|` lines end a claim: what the draft with that content is to say. Only what is given is checked.
//!   `| kind`, `| modality`, `| quote`, `| chain A > B`, `| origin NAME, KIND, COUNTRY, OFFICE` (`-` where it has none),
//!   `| figures > 10,000 troops; 5 drones` (or `none`), `| place CODE`, `| date FROM..TO PRECISION`,
//!   `| actor CODE`, `| counterpart CODE`, `| items NAME; NAME DESIGNATION`, `| likelihood TERM`, `| embedded WORDS` (first
//!   words of the draft that it is part of), `| differs WHERE, WHERE` (of rules and tagger), `| no credit`. A claim without anything to say ends with `|`.
//! - `!` lines are about all drafts: `! drafts N`, `! no credit` (nobody but the outlet), `! no figures`,
//!   `! no place`, `! no date`, `! no CODE` (no place, party or source of that country).
//! - `? REASON` marks a fixture that is read wrongly so far, and says how. It fails as soon as it is read rightly, so that
//!   the mark goes.

mod found;

use std::{fmt::Write as _, ops::Range, sync::LazyLock};

use attache_core::{
    article::{Article, Outlet},
    claim::ClaimDraft,
    source::SourceKind,
    span::{Excerpt, joined},
};

use crate::{reading::read, words::Words};
use found::{overall, render, told};

/// One claim that a fixture expects.
#[derive(Debug, Default)]
struct Expected {
    /// Line of the file, for messages.
    line: usize,
    content: Vec<Range<usize>>,
    within: Vec<Range<usize>>,
    source: Vec<Range<usize>>,
    cue: Vec<Range<usize>>,
    says: Vec<String>,
}

#[derive(Debug, Default)]
struct Fixture {
    name: String,
    published: Option<String>,
    outlet: Option<String>,
    text: String,
    claims: Vec<Expected>,
    overall: Vec<String>,
    /// How it is read wrongly so far; empty where it is read rightly.
    known_wrong: String,
}

/// The built-in tables, loaded once for all tests.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());
    &WORDS
}

/// Rules alone, and rules joined with the tagger.
pub(super) fn readers() -> [&'static Words; 2] {
    static JOINED: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap().with_tagger().unwrap());
    [words(), &JOINED]
}

/// Reads every fixture of a file with each reader, and fails with all that differ, each with its text and what was
/// found.
pub(super) fn check(file: &str) {
    check_with(file, &readers());
}

/// As [`check`], of a construction that rules and tagger read together: at least thirty fixtures, and half of them
/// traps ("== trap: …"), in which the construction must not be seen.
pub(super) fn check_joined(file: &str) {
    let [_, joined] = readers();
    check_with(file, &[joined]);
    let fixtures = fixtures(file);
    let traps = fixtures.iter().filter(|fixture| fixture.name.starts_with("trap: ")).count();
    assert!(
        fixtures.len() >= 30 && traps * 2 >= fixtures.len(),
        "{} fixtures, {traps} traps",
        fixtures.len()
    );
}

fn check_with(file: &str, readers: &[&'static Words]) {
    let fixtures = fixtures(file);
    assert!(!fixtures.is_empty(), "a file without fixtures checks nothing");
    let mut failures = String::new();
    for (words, fixture) in readers.iter().flat_map(|words| fixtures.iter().map(move |f| (*words, f))) {
        let asks = fixture.claims.len() + fixture.overall.len();
        assert!(asks > 0, "{}: a fixture that expects nothing checks nothing", fixture.name);
        let article = fixture.article();
        let drafts = read(&article, words).drafts;
        let mut wrong = fixture.wrong(&drafts);
        if !fixture.known_wrong.is_empty() {
            wrong = if wrong.is_empty() {
                vec!["is read rightly by now: take its ? away".into()]
            } else {
                Vec::new()
            };
        }
        if !wrong.is_empty() {
            let found = render(&article, &drafts);
            let reader = if words.model().is_some() { "joined" } else { "rules" };
            let _ = writeln!(
                failures,
                "== {} ({reader})\n{}\n-- found:\n{found}",
                fixture.name,
                wrong.join("\n")
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn fixtures(file: &str) -> Vec<Fixture> {
    let mut fixtures: Vec<Fixture> = Vec::new();
    let mut claim = Expected::default();
    let mut line_start = 0;
    let mut ended = false;
    for (number, line) in file.lines().enumerate() {
        let number = number + 1;
        if let Some(name) = line.strip_prefix("== ") {
            settle(&mut fixtures, &mut claim);
            fixtures.push(Fixture { name: name.to_owned(), ..Fixture::default() });
            continue;
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let marks = line.trim_start().starts_with('^');
        if ended && !line.starts_with('|') {
            settle(&mut fixtures, &mut claim);
        }
        ended = line.starts_with('|');
        let fixture = fixtures.last_mut().unwrap_or_else(|| panic!("line {number}: before the first =="));
        if let Some(known) = line.strip_prefix("@ ") {
            match known.split_once(' ') {
                Some(("published", day)) => fixture.published = Some(day.to_owned()),
                Some(("outlet", name)) => fixture.outlet = Some(name.to_owned()),
                _ => panic!("line {number}: @ published DAY or @ outlet NAME, not {known:?}"),
            }
        } else if let Some(overall) = line.strip_prefix("! ") {
            fixture.overall.push(overall.trim().to_owned());
        } else if let Some(reason) = line.strip_prefix("? ") {
            fixture.known_wrong = reason.trim().to_owned();
        } else if let Some(says) = line.strip_prefix('|') {
            claim.line = number;
            claim.says.push(says.trim().to_owned());
        } else if marks {
            let text = fixture.text.get(line_start..).unwrap_or_default();
            let label = line.trim_start_matches([' ', '^']).trim();
            let places = places(line, text, line_start)
                .unwrap_or_else(|| panic!("line {number}: carets beyond the text above them"));
            claim.line = number;
            match label {
                "content" => claim.content = places,
                "within" => claim.within = places,
                "source" => claim.source = places,
                "cue" => claim.cue = places,
                _ => panic!("line {number}: content, within, source or cue, not {label:?}"),
            }
        } else {
            if !fixture.text.is_empty() {
                fixture.text.push('\n');
            }
            line_start = fixture.text.len();
            fixture.text.push_str(line);
        }
    }
    settle(&mut fixtures, &mut claim);
    fixtures
}

/// Gives a finished claim to its fixture.
fn settle(fixtures: &mut [Fixture], claim: &mut Expected) {
    let claim = std::mem::take(claim);
    if claim.line == 0 {
        return;
    }
    let marked = !claim.content.is_empty() || !claim.within.is_empty();
    assert!(marked, "line {}: a claim marks its content", claim.line);
    assert!(!claim.says.is_empty(), "line {}: a claim ends with |", claim.line);
    if let Some(fixture) = fixtures.last_mut() {
        fixture.claims.push(claim);
    }
}

/// The byte ranges under which the groups of carets stand.
fn places(marks: &str, text: &str, offset: usize) -> Option<Vec<Range<usize>>> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| offset + at).collect();
    bytes.push(offset + text.len());
    let marks: Vec<bool> = marks.chars().map(|c| c == '^').chain([false]).collect();
    let mut found = Vec::new();
    let mut start = None;
    for (column, marked) in marks.into_iter().enumerate() {
        match (start, marked) {
            (None, true) => start = Some(column),
            (Some(from), false) => {
                found.push(*bytes.get(from)?..*bytes.get(column)?);
                start = None;
            }
            _ => {}
        }
    }
    Some(found)
}

impl Fixture {
    fn article(&self) -> Article {
        let mut article = Article::plain(self.text.clone());
        article.published = self.published.as_deref().map(|day| day.parse().unwrap());
        article.outlet = self.outlet.clone().map(|name| Outlet { name, kind: SourceKind::Outlet });
        article
    }

    /// What differs, in words.
    fn wrong(&self, drafts: &[ClaimDraft]) -> Vec<String> {
        let mut wrong: Vec<String> = Vec::new();
        for claim in &self.claims {
            let draft = drafts.iter().find(|draft| {
                let exact = claim.content.is_empty() || ranges(&draft.spans) == claim.content;
                exact && claim.within.iter().all(|place| holds(&draft.spans, place))
            });
            let Some(draft) = draft else {
                wrong.push(format!("line {}: no draft with this content", claim.line));
                continue;
            };
            for (label, marked, found) in
                [("source", &claim.source, &draft.source), ("cue", &claim.cue, &draft.cue)]
            {
                if !marked.is_empty() && ranges(found) != *marked {
                    let want: Vec<&str> = marked.iter().filter_map(|r| self.text.get(r.clone())).collect();
                    wrong.push(format!("line {}: {label} {want:?}, found {:?}", claim.line, joined(found)));
                }
            }
            for says in claim.says.iter().filter(|says| !says.is_empty()) {
                let (key, want) = says.split_once(' ').unwrap_or((says, ""));
                let found = told(draft, key, drafts);
                let holds = match key {
                    "embedded" => found.starts_with(want),
                    _ => found == want,
                };
                if !holds {
                    wrong.push(format!("line {}: {key} {want:?}, found {found:?}", claim.line));
                }
            }
        }
        wrong.extend(
            self.overall.iter().filter(|says| !overall(says, drafts)).map(|says| format!("! {says}")),
        );
        wrong
    }
}

fn ranges(excerpts: &[Excerpt]) -> Vec<Range<usize>> {
    excerpts.iter().map(|e| e.span.start..e.span.end).collect()
}

fn holds(excerpts: &[Excerpt], place: &Range<usize>) -> bool {
    excerpts.iter().any(|e| e.span.start <= place.start && place.end <= e.span.end)
}

/// A check that cannot fail would pass on any reading.
#[test]
fn a_fixture_that_differs_fails() {
    let sentence = "== one\nGao said that the road was open.\n";
    for (wrong, named) in [
        ("         ^^^^ content\n|\n", "no draft with this content"),
        ("                  ^^^^^^^^^^^^^ content\n| kind clash\n", "no draft with this content"),
        ("              ^^^^^^^^^^^^^^^^^ content\n| kind clash\n", "kind \"clash\""),
        ("              ^^^^^^^^^^^^^^^^^ content\n    ^^^^ cue\n|\n", "cue [\"said\"], found \"said that\""),
        ("! drafts 2\n", "! drafts 2"),
        ("! no credit\n", "! no credit"),
        ("! drafts 1\n? two drafts are read\n", "read rightly by now"),
    ] {
        let file = format!("{sentence}{wrong}");
        let failure = std::panic::catch_unwind(|| check(&file)).unwrap_err();
        let message = failure.downcast_ref::<String>().unwrap();
        assert!(message.contains(named) && message.contains("-- found:\nGao said"), "{message}");
    }
}
