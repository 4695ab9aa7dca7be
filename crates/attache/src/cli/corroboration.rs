//! `attache ask corroboration`: what is said at all, and by how many independent origins.

use attache_core::{corroboration::Count, id::ClaimId};
use serde::Serialize;

use crate::{
    answer,
    failure::Failure,
    palette::{FAINT, styled},
    session::Session,
    table::{Grid, Look},
    visible::visible_line,
    weighing::Corroborated,
    wording::counted,
};

/// One proposition, for programs.
#[derive(Debug, Serialize)]
struct Row<'a> {
    proposition: String,
    reports: usize,
    strict: usize,
    normal: usize,
    lenient: usize,
    /// The origins of the normal reading.
    origins: Vec<&'a str>,
    contradicted: bool,
    opposing: &'a [ClaimId],
    evidence: &'a [ClaimId],
}

/// Prints the propositions, or one object a line.
pub(super) fn print(
    session: &mut Session,
    found: &[Corroborated],
    limit: usize,
    open: bool,
) -> Result<(), Failure> {
    let shown = found.get(..limit.min(found.len())).unwrap_or(found);
    if session.json {
        return shown.iter().try_for_each(|one| session.screen.json(&row(one)));
    }
    let screen = &mut session.screen;
    if found.is_empty() {
        return answer::nothing_found(screen, open);
    }
    let narrow = screen.width() < answer::ROOMY;
    let counts: [(&str, Option<u16>); 3] = [("Strict", Some(6)), ("Normal", Some(6)), ("Lenient", Some(7))];
    let mut headings = vec![("What is said", None)];
    if narrow {
        headings.push(("Strict / normal / lenient", Some(11)));
    } else {
        headings.extend([("Reports", Some(7))]);
        headings.extend(counts);
        headings.push(("Origins", Some(28)));
    }
    headings.push(("Claims", Some(10)));
    let mut grid = Grid::new(screen, &headings);
    for one in shown {
        let counts = &one.corroboration;
        let [strict, normal, lenient] = [&counts.strict, &counts.normal, &counts.lenient].map(number);
        let mut what = visible_line(&one.proposition.to_string());
        if narrow {
            what.push_str(&format!("\n{}", counted(one.reports.len(), "report")));
        }
        let look = if one.opposing.is_empty() { Look::Plain } else { Look::Notice };
        if !one.opposing.is_empty() {
            what.push_str(&format!("\ncontradicted by {}", claims(&one.opposing).replace('\n', ", ")));
        }
        let mut row = vec![(what, look)];
        if narrow {
            row.push((format!("{strict} / {normal} / {lenient}"), Look::Strong));
        } else {
            let names: Vec<String> =
                counts.normal.origins.iter().take(4).map(|origin| visible_line(&origin.name)).collect();
            row.extend([
                (one.reports.len().to_string(), Look::Plain),
                (strict, Look::Strong),
                (normal, Look::Plain),
                (lenient, Look::Plain),
                (if names.is_empty() { "nobody named".to_owned() } else { names.join("\n") }, Look::Plain),
            ]);
        }
        row.push((claims(&one.reports), Look::Faint));
        grid.row(row);
    }
    let lines: Vec<String> = grid.lines().collect();
    lines.into_iter().try_for_each(|line| screen.line(line))?;
    let mut words = counted(found.len(), "proposition");
    if shown.len() < found.len() {
        words.push_str(&format!(", the first {} shown (--limit)", shown.len()));
    }
    words.push_str("; the proof of one: `attache weigh CLAIM`");
    screen.line("")?;
    screen.line(styled(FAINT, &words))
}

/// A count; "≥" where it is only known to be at least that.
fn number(count: &Count) -> String {
    format!("{}{}", if count.exact { "" } else { "≥ " }, count.cut)
}

/// The first few claims by the beginnings of their ids.
fn claims(ids: &[ClaimId]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = ids.iter().take(SHOWN).map(|id| id.short()).collect();
    if ids.len() > SHOWN {
        shown.push(format!("and {}", ids.len().saturating_sub(SHOWN)));
    }
    shown.join("\n")
}

fn row(one: &Corroborated) -> Row<'_> {
    let counts = &one.corroboration;
    Row {
        proposition: one.proposition.to_string(),
        reports: one.reports.len(),
        strict: counts.strict.cut,
        normal: counts.normal.cut,
        lenient: counts.lenient.cut,
        origins: counts.normal.origins.iter().map(|origin| origin.name.as_str()).collect(),
        contradicted: !one.opposing.is_empty(),
        opposing: &one.opposing,
        evidence: &one.reports,
    }
}
