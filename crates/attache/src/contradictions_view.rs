//! Pairs of claims side by side, with the reason why they can or cannot both hold.

use attache_core::{
    chain::Chain,
    claim_state::{ClaimState, Standing},
    event_time::TimeOf,
    id::{ArticleId, ClaimId},
    modality::Modality,
    position_change::stated,
    span,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    answer,
    asking::Grades,
    contradicting::{Found, Pair, SharedOrigin, alike},
    failure::Failure,
    palette::{self, styled},
    screen::Screen,
    table::{Grid, Look},
    visible::visible_line,
    wording::{self, counted},
};

use reason::{heading, slug};

mod reason;

/// Below this width the two claims of a pair stand one below the other.
const SIDE_BY_SIDE: usize = 72;

/// What all pairs of an answer are shown with.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// Grades of sources.
    pub(crate) grades: &'a Grades,
    /// How many pairs.
    pub(crate) limit: usize,
    /// Whether for programs.
    pub(crate) json: bool,
}

/// Prints what was found among some claims.
pub(crate) fn among(
    screen: &mut Screen,
    found: &Found<'_>,
    explain: bool,
    claims: usize,
    shown: Shown<'_>,
) -> Result<(), Failure> {
    let near: &[Pair<'_>] = if explain { &found.near_misses } else { &[] };
    if shown.json {
        let all = found.contradictions.iter().chain(near);
        return all.take(shown.limit).try_for_each(|pair| screen.json(&Row::new(pair, shown.grades)));
    }
    if claims == 0 {
        return screen.line("Nothing in the store answers this.");
    }
    if found.contradictions.is_empty() {
        let none = format!("No two of {} are known that cannot both hold.", counted(claims, "claim"));
        screen.line(styled(palette::HEADING, &none))?;
    } else {
        blocks(screen, &found.contradictions, shown)?;
    }
    if explain {
        screen.heading(if near.is_empty() {
            "No pair looks opposed without being so."
        } else {
            "These look opposed, and can both hold"
        })?;
        blocks(screen, near, shown)?;
    }
    screen.line("")?;
    let mut footer = counted(found.contradictions.len(), "contradiction");
    let misses = found.near_misses.len();
    if misses > 0 {
        let over = if found.more_near_misses { "more than " } else { "" };
        let pairs = format!("{over}{}", counted(misses, "pair"));
        let hint = if explain { "" } else { " (--explain says why)" };
        footer.push_str(&format!(
            "; {pairs} that only {} opposed{hint}",
            if misses == 1 { "looks" } else { "look" }
        ));
    }
    footer.push_str(&format!("; among {}", counted(claims, "claim")));
    screen.wrapped("", &styled(palette::FAINT, &footer))
}

/// Prints how all that bears on a claim lies to it.
pub(crate) fn bearing(
    screen: &mut Screen,
    claim: &ClaimState,
    pairs: &[Pair<'_>],
    shown: Shown<'_>,
) -> Result<(), Failure> {
    if shown.json {
        let rows = pairs.iter().take(shown.limit);
        return rows.into_iter().try_for_each(|pair| screen.json(&Row::new(pair, shown.grades)));
    }
    screen.line(styled(palette::HEADING, &format!("What bears on claim {}", claim.id.short())))?;
    for line in side(claim, None, shown.grades).lines() {
        screen.wrapped("  ", line)?;
    }
    for pair in pairs.iter().take(shown.limit) {
        screen.line("")?;
        let look = if pair.how.contradicts() { palette::BAD } else { palette::HEADING };
        let named = format!("claim {} · {}", pair.other.id.short(), heading(pair));
        screen.wrapped("", &styled(look, &visible_line(&named)))?;
        let statement = reason::statements(pair).map(|(_, other)| other);
        for line in side(pair.other, statement, shown.grades).lines() {
            screen.wrapped("  ", line)?;
        }
        because(screen, pair)?;
    }
    screen.line("")?;
    let bear = if pairs.len() == 1 { "bears" } else { "bear" };
    let mut footer = format!("{} {bear} on it", counted(pairs.len(), "claim"));
    if pairs.len() > shown.limit {
        footer.push_str(&format!(", the first {} shown (--limit)", shown.limit));
    }
    screen.line(styled(palette::FAINT, &footer))
}

/// Prints pairs, those of the same two statements once.
fn blocks(screen: &mut Screen, pairs: &[Pair<'_>], shown: Shown<'_>) -> Result<(), Failure> {
    let groups = alike(pairs);
    for (at, (pair, more)) in groups.iter().take(shown.limit).enumerate() {
        if at > 0 {
            screen.line("")?;
        }
        let look = if pair.how.contradicts() { palette::BAD } else { palette::HEADING };
        screen.wrapped("", &styled(look, &visible_line(&heading(pair))))?;
        let lines: Vec<String> = two(screen, pair, shown.grades).lines().collect();
        lines.into_iter().try_for_each(|line| screen.line(line))?;
        because(screen, pair)?;
        if !more.is_empty() {
            screen.wrapped("  ", &styled(palette::FAINT, &also(more)))?;
        }
    }
    if groups.len() > shown.limit {
        screen.line("")?;
        screen.line(styled(palette::FAINT, &format!("The first {} are shown (--limit).", shown.limit)))?;
    }
    Ok(())
}

/// The two claims, side by side where there is room.
fn two(screen: &Screen, pair: &Pair<'_>, grades: &Grades) -> Grid {
    let (first, second) = reason::statements(pair).unzip();
    let sides = [(pair.one, first), (pair.other, second)];
    let sides = sides.map(|(state, statement)| (side(state, statement, grades), Look::Plain));
    let name = |state: &ClaimState| format!("claim {}", state.id.short());
    let (one, other) = (name(pair.one), name(pair.other));
    if screen.width() < SIDE_BY_SIDE {
        let mut grid = Grid::new(screen, &[(&format!("{one} and {other}"), None)]);
        sides.into_iter().for_each(|side| grid.row([side]));
        return grid;
    }
    let half = u16::try_from(screen.width().min(120) / 2).ok();
    let mut grid = Grid::new(screen, &[(&one, half), (&other, half)]);
    grid.row(sides);
    grid
}

/// A claim in short: what it says in comparable words where they are known, its own words, how many, where, when, on
/// whose word.
fn side(state: &ClaimState, statement: Option<&str>, grades: &Grades) -> String {
    let body = &state.body;
    let named = |name: &str, text: String| {
        if text.is_empty() { text } else { format!("{name}: {}", text.replace('\n', "; ")) }
    };
    let happened = body.date.as_ref().filter(|date| date.of == TimeOf::Event);
    let grade = grades.of(state);
    let graded = if grade == "–" { "not graded".to_owned() } else { format!("grade {grade}") };
    let said = stated(body).map_or("on an unknown day".to_owned(), |day| day.to_string());
    let parts = [
        statement.map_or_else(
            || answer::what(state),
            |words| format!("{}\n{}", visible_line(words), quote(state)),
        ),
        named("figure", answer::line(&answer::figures(state))),
        named("where", answer::place(state)),
        named("when", happened.map(wording::event_time).map(|when| visible_line(&when)).unwrap_or_default()),
        format!("on the word of: {}", answer::chain(state)),
        format!("told {said}, {}", wording::modality(body.modality)),
        format!("{}, {graded}", wording::standing(state.standing)),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn quote(state: &ClaimState) -> String {
    visible_line(&format!("“{}”", wording::content(&state.body, 110)))
}

/// Prints the reasons of a pair, one a line.
fn because(screen: &mut Screen, pair: &Pair<'_>) -> Result<(), Failure> {
    reason::details(pair)
        .iter()
        .try_for_each(|words| screen.wrapped("  ", &format!("· {}", visible_line(words))))
}

/// The claims of further pairs of the same two statements.
fn also(more: &[&Pair<'_>]) -> String {
    const NAMED: usize = 4;
    let named = more.iter().take(NAMED);
    let ids: Vec<String> =
        named.map(|pair| format!("{} and {}", pair.one.id.short(), pair.other.id.short())).collect();
    let rest = if more.len() > NAMED { ", …" } else { "" };
    format!("The same in {}: claims {}{rest}", counted(more.len(), "further pair"), ids.join(", "))
}

/// A pair for programs.
#[derive(Serialize)]
struct Row<'a> {
    relation: String,
    contradiction: bool,
    /// In what it lies, as dimensions.
    dimensions: Vec<String>,
    /// In plain words.
    reason: String,
    headline: &'a str,
    findings: Vec<Said<'a>>,
    /// On what both rest, where it is one origin.
    one_origin: Option<String>,
    one: Side<'a>,
    other: Side<'a>,
    /// What it rests on: both claims.
    evidence: [ClaimId; 2],
}

/// What was found in one dimension, for programs.
#[derive(Serialize)]
struct Said<'a> {
    dimension: String,
    fit: String,
    words: &'a str,
}

/// A side of a pair for programs; `attache ask claims --json` has all of it.
#[derive(Serialize)]
struct Side<'a> {
    claim: ClaimId,
    article: ArticleId,
    standing: Standing,
    modality: Modality,
    what: Option<String>,
    words: String,
    figures: Vec<String>,
    place: Option<String>,
    when: Option<String>,
    told: Option<Date>,
    chain: &'a Chain,
    grade: String,
}

impl<'a> Side<'a> {
    fn of(state: &'a ClaimState, grades: &Grades) -> Self {
        let body = &state.body;
        let happened = body.date.as_ref().filter(|date| date.of == TimeOf::Event);
        Self {
            claim: state.id,
            article: state.article,
            standing: state.standing,
            modality: body.modality,
            what: wording::phrase(body),
            words: span::joined(&body.spans),
            figures: body.quantities.iter().map(wording::figure).collect(),
            place: body.place.as_ref().map(wording::place),
            when: happened.map(wording::event_time),
            told: stated(body),
            chain: &body.chain,
            grade: grades.of(state),
        }
    }
}

impl<'a> Row<'a> {
    fn new(pair: &'a Pair<'a>, grades: &Grades) -> Self {
        let why = &pair.compared.why;
        let findings = why.findings.iter().map(|finding| Said {
            dimension: finding.dimension.to_string(),
            fit: finding.fit.to_string(),
            words: &finding.words,
        });
        Self {
            relation: slug(pair.how),
            contradiction: pair.how.contradicts(),
            dimensions: reason::dimensions(pair.how),
            reason: heading(pair),
            headline: &why.headline,
            findings: findings.collect(),
            one_origin: pair.shared.as_ref().map(SharedOrigin::words),
            one: Side::of(pair.one, grades),
            other: Side::of(pair.other, grades),
            evidence: [pair.one.id, pair.other.id],
        }
    }
}
