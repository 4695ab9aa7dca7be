//! The tables and lists under the answer.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    corroboration::{Because, Count, Line, Report, Why},
    id::{ArticleId, ClaimId},
    proposition::telling::{Strength, Support},
};

use crate::{
    answer,
    failure::Failure,
    palette::{self, styled},
    screen::Screen,
    table::{Grid, Look},
    visible::visible_line,
    weighing::Weighed,
    wording::{self, counted},
};

use super::{
    Asked,
    headline::{in_words, joining, shortlist},
    known_articles::KnownArticles,
    origins::wrapped,
};

/// Says so where all of it was read in one article, or came through one outlet: one mistake would be enough.
pub(super) fn one_article(
    screen: &mut Screen,
    articles: &mut KnownArticles<'_>,
    weighed: &Weighed,
) -> Result<(), Failure> {
    let read_in: BTreeSet<ArticleId> = weighed.reports.iter().map(|(state, _)| state.article).collect();
    let several = weighed.reports.len() > 1;
    let told = match read_in.first() {
        Some(only) if several && read_in.len() == 1 => {
            format!(
                "All of this was read in one article, {}: if it is wrong, so is all of it.",
                articles.name(*only)?
            )
        }
        _ => match weighed.corroboration.through.as_slice() {
            [one] if weighed.corroboration.normal.cut > 1 => format!(
                "All of this came through {one}, by its own reports or by articles that credit it: if it is wrong, so is all of it."
            ),
            _ => return Ok(()),
        },
    };
    screen.wrapped("", &visible_line(&told))
}

/// The reports that count, by origin.
pub(super) fn counting(
    screen: &mut Screen,
    articles: &mut KnownArticles<'_>,
    weighed: &Weighed,
    limit: usize,
) -> Result<(), Failure> {
    let places: BTreeMap<ClaimId, usize> = weighed
        .corroboration
        .normal
        .proof
        .lines
        .iter()
        .filter_map(|line| Some((line.claim, line.why.origin()?)))
        .collect();
    let mut rows: Vec<(usize, &ClaimState, &Support)> = weighed
        .reports
        .iter()
        .filter_map(|(state, support)| Some((*places.get(&state.id)?, state, support)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(origin, state, _)| (*origin, Report::of(state).said, state.id));
    screen.heading("Reports that count")?;
    let roomy = screen.width() >= answer::ROOMY;
    let mut headings = vec![("For", Some(5)), ("Said", Some(12)), ("What it says", None)];
    if roomy {
        headings.push(("On whose word", Some(34)));
    }
    headings.push(("Claim", Some(12)));
    let mut grid = Grid::new(screen, &headings);
    for (origin, state, support) in rows.iter().take(limit) {
        let said = Report::of(state).said.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let way = format!("{}\n{}", answer::chain(state), articles.name(state.article)?);
        let words = says(state, support);
        let mut row = vec![(origin.saturating_add(1).to_string(), Look::Strong), (said, Look::Plain)];
        if roomy {
            row.extend([(words, Look::Plain), (way, Look::Plain)]);
        } else {
            row.push((format!("{words}\n— {way}"), Look::Plain));
        }
        row.push((standing(state), Look::Faint));
        grid.row(row);
    }
    lines(screen, &grid)?;
    left(screen, rows.len(), limit)
}

/// The reports that do not count, and why.
pub(super) fn not_counted(screen: &mut Screen, weighed: &Weighed, limit: usize) -> Result<(), Failure> {
    let states: BTreeMap<ClaimId, &(ClaimState, Support)> =
        weighed.reports.iter().map(|report| (report.0.id, report)).collect();
    let proof = &weighed.corroboration.normal.proof;
    let out: Vec<&Line> = proof.lines.iter().filter(|line| line.why.origin().is_none()).collect();
    if out.is_empty() {
        return Ok(());
    }
    screen.heading("Not counted")?;
    let mut grid = Grid::new(
        screen,
        &[("Why not", Some(26)), ("What it says, on whose word", None), ("Claim", Some(12))],
    );
    for line in out.iter().take(limit) {
        let Some((state, support)) = states.get(&line.claim).map(|report| (&report.0, &report.1)) else {
            continue;
        };
        grid.row([
            (why_not(&line.why), Look::Notice),
            (format!("{}\n— {}", says(state, support), answer::chain(state)), Look::Plain),
            (standing(state), Look::Faint),
        ]);
    }
    lines(screen, &grid)?;
    left(screen, out.len(), limit)
}

fn why_not(why: &Why) -> String {
    match why {
        Why::OwnWord => "the outlet's own word: from whom it has it is not said".to_owned(),
        Why::Nobody => "names nobody: corroborates only itself".to_owned(),
        Why::NobodyOf { .. } | Why::Ambiguous => why.to_string(),
        Why::Counted { .. } | Why::Taken { .. } | Why::Credits { .. } | Why::ByCreditLine { .. } => {
            String::new()
        }
    }
}

/// What a report says, its figure, and how firmly it bears the proposition out.
fn says(state: &ClaimState, support: &Support) -> String {
    let mut parts = vec![format!("“{}”", wording::content(&state.body, 110))];
    let figures = wording::figures(&state.body).replace('\n', "; ");
    if !figures.is_empty() {
        parts.push(format!("figure: {figures}"));
    }
    match support.strength {
        Strength::Says => {}
        Strength::Presupposes => parts.push("takes it for granted".to_owned()),
        Strength::LeavesOpen(open) => parts.push(format!("leaves open: {open}")),
    }
    parts.iter().map(|part| visible_line(part)).collect::<Vec<_>>().join("\n")
}

/// The beginning of the id and whether the claim stands; what a partner sent, or sent back.
fn standing(state: &ClaimState) -> String {
    let mut text = answer::id(state);
    match (&state.supply, state.received_from.first()) {
        (Some(supply), _) => text.push_str(&format!("\nfrom {}", supply.from)),
        (None, Some(partner)) => text.push_str(&format!("\nalso came from {partner}: adds nothing")),
        (None, None) => {}
    }
    text
}

/// The three counts with what each of them means.
pub(super) fn readings(screen: &mut Screen, weighed: &Weighed) -> Result<(), Failure> {
    let corroboration = &weighed.corroboration;
    let number = |count: &Count| format!("{}{}", if count.exact { "" } else { "≥ " }, count.cut);
    let merges: Vec<String> = joining(corroboration)
        .map(|because| {
            let edge = match because {
                Because::Exchange { edge, .. } | Because::SameSpelling { edge, .. } => {
                    format!(" [edge {}]", edge.short())
                }
                _ => String::new(),
            };
            format!("{}{edge}", in_words(because, false))
        })
        .collect();
    let strict = if merges.is_empty() {
        "no declared exchange of information on this joins any of them".to_owned()
    } else {
        merges.join("; ")
    };
    let faces: Vec<&str> = corroboration.lenient.origins.iter().map(|origin| origin.name.as_str()).collect();
    let lenient = if faces.is_empty() {
        "no source is named".to_owned()
    } else {
        format!("each named source at face value: {}", shortlist(&faces))
    };
    screen.heading("Three readings")?;
    for (name, count, words) in [
        ("strict", &corroboration.strict, strict),
        (
            "normal",
            &corroboration.normal,
            "one country is one body, a copy is one with its original".to_owned(),
        ),
        ("lenient", &corroboration.lenient, lenient),
    ] {
        let head = styled(palette::HEADING, &format!("{name:<8} {:>3}", number(count)));
        wrapped(screen, "", "             ", &format!("{head}  {}", visible_line(&words)))?;
    }
    Ok(())
}

/// How many of the reports bear out the figure.
pub(super) fn figure(screen: &mut Screen, weighed: &Weighed) -> Result<(), Failure> {
    let Some(figure) = &weighed.figure else { return Ok(()) };
    screen.heading("The figure")?;
    let of = weighed.reports.len();
    let (strict, normal) = (figure.corroboration.strict.cut, figure.corroboration.normal.cut);
    let says = match figure.claims.len() {
        0 => "no report says so".to_owned(),
        1 => format!("1 of {} says so or more", counted(of, "report")),
        some => format!("{some} of {} say so or more", counted(of, "report")),
    };
    let ids: Vec<String> = figure.claims.iter().take(12).map(|id| id.short()).collect();
    let claims = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
    let words = format!("{}: {says}{claims}; origins: strict {strict}, normal {normal}", figure.proposition);
    screen.wrapped("", &visible_line(&words))
}

/// What cannot be true with it.
pub(super) fn against(screen: &mut Screen, weighed: &Weighed, limit: usize) -> Result<(), Failure> {
    screen.heading("Against it")?;
    if weighed.opposing.is_empty() {
        return screen.line("Nothing in the store speaks against it.");
    }
    let mut grid = Grid::new(
        screen,
        &[("What it says, on whose word", None), ("Why both cannot hold", Some(34)), ("Claim", Some(12))],
    );
    for (state, comparison) in weighed.opposing.iter().take(limit) {
        let what = format!("“{}”\n— {}", wording::content(&state.body, 110), answer::chain(state));
        grid.row([
            (what, Look::Plain),
            (visible_line(&comparison.why.to_string()), Look::Notice),
            (standing(state), Look::Faint),
        ]);
    }
    lines(screen, &grid)?;
    left(screen, weighed.opposing.len(), limit)
}

/// What else can be done.
pub(super) fn footer(screen: &mut Screen, asked: &Asked, weighed: &Weighed) -> Result<(), Failure> {
    screen.line("")?;
    let mut told = Vec::new();
    if weighed.parts.len() > 1 {
        let parts: Vec<String> = weighed
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| format!("{} {part}", at.saturating_add(1)))
            .collect();
        told.push(format!("It says several things (--part NUMBER): {}.", parts.join("; ")));
    }
    let lines = &weighed.corroboration.normal.proof.lines;
    let copies = lines.iter().any(|line| matches!(line.why, Why::Taken { .. } | Why::Credits { .. }));
    if copies || joining(&weighed.corroboration).next().is_some() {
        told.push(
            "An edge that does not hold is struck with `attache edges strike ID --reason …`.".to_owned(),
        );
    }
    let drafts =
        weighed.reports.iter().filter(|(state, _)| state.decided.is_none() && state.claim.is_none()).count();
    if drafts > 0 {
        told.push(format!(
            "{} not yet reviewed (`attache review`); --accepted counts only what was.",
            counted(drafts, "report")
        ));
    }
    if let Asked::Claim(state) = asked {
        told.push(format!("The words of each claim: `attache show {}`.", state.id.short()));
    }
    told.into_iter().try_for_each(|words| {
        for line in textwrap::wrap(&visible_line(&words), screen.width().min(100)) {
            screen.line(styled(palette::FAINT, &line))?;
        }
        Ok(())
    })
}

fn lines(screen: &mut Screen, grid: &Grid) -> Result<(), Failure> {
    let lines: Vec<String> = grid.lines().collect();
    lines.into_iter().try_for_each(|line| screen.line(line))
}

fn left(screen: &mut Screen, all: usize, limit: usize) -> Result<(), Failure> {
    if all <= limit {
        return Ok(());
    }
    screen.line(styled(palette::FAINT, &format!("{limit} of {all} shown (--limit)")))
}
