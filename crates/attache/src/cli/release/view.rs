//! What goes and what does not, with the reasons.

use attache_core::{recipient::Recipient, release::Reason, tear_line::TearLine};
use serde_json::{Value, json};

use crate::{
    failure::Failure,
    palette::{FAINT, GOOD, HEADING, styled},
    releasing::{Row, Verdict, matter::Matter, outgoing::Outgoing, proposing},
    screen::Screen,
    table::{Grid, Look},
    visible::visible,
    wording::{self, counted},
};

/// More rows than anybody reads.
const MOST_ROWS: usize = 200;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To see what would happen.
    Preview,
    /// To release.
    Release,
    /// To propose.
    Propose,
}

/// Whether it went as asked, or was there before.
pub(super) fn went(row: &Row, asked: Asked) -> bool {
    match &row.verdict {
        Verdict::Goes(_) | Verdict::IsOut => true,
        verdict => asked == Asked::Propose && proposing::may_be_proposed(verdict),
    }
}

/// Prints a table, and below it the bytes, where they were asked for.
pub(crate) fn print(
    screen: &mut Screen,
    to: &Recipient,
    rows: &[Row],
    asked: Asked,
    named: bool,
) -> Result<(), Failure> {
    if rows.is_empty() {
        return screen.line("No claim was accepted or received: nothing can go out (`attache review`).");
    }
    let headings = [("Claim", Some(11)), ("What", None), ("To", Some(20)), ("Goes?", Some(44))];
    let mut grid = Grid::new(screen, &headings);
    // Without names, what is out already is only counted, and what goes stands first.
    let mut shown: Vec<&Row> =
        rows.iter().filter(|row| named || !matches!(row.verdict, Verdict::IsOut)).collect();
    shown.sort_by_key(|row| matches!(row.verdict, Verdict::Withheld(_)));
    let left_out = shown.len().saturating_sub(MOST_ROWS);
    for row in shown.into_iter().take(MOST_ROWS) {
        let (told, look) = told(row, asked);
        let ids: Vec<_> = row.matter.claims().iter().map(attache_core::id::ClaimId::short).collect();
        grid.row([
            (ids.join("\n"), Look::Faint),
            (what(row), Look::Plain),
            (to.to_string(), Look::Plain),
            (told, look),
        ]);
    }
    grid.lines().try_for_each(|line| screen.line(line))?;
    if left_out > 0 {
        screen.line(styled(FAINT, &format!("… and {left_out} more (--json lists all)")))?;
    }
    if asked == Asked::Preview && named {
        rows.iter().try_for_each(|row| bytes(screen, row))?;
    }
    footer(screen, rows, asked)
}

fn footer(screen: &mut Screen, rows: &[Row], asked: Asked) -> Result<(), Failure> {
    let count = |fits: fn(&Verdict) -> bool| rows.iter().filter(|row| fits(&row.verdict)).count();
    let go = count(|verdict| matches!(verdict, Verdict::Goes(_)));
    let out = count(|verdict| matches!(verdict, Verdict::IsOut));
    let stay = rows.len().saturating_sub(go).saturating_sub(out);
    let done = match asked {
        Asked::Preview => format!("{} would go out", counted(go, "object")),
        Asked::Release => format!("{} went out", counted(go, "object")),
        Asked::Propose => {
            let proposed = rows.iter().filter(|row| proposing::may_be_proposed(&row.verdict)).count();
            format!("{} proposed: another person confirms", counted(proposed, "release"))
        }
    };
    screen.line("")?;
    screen.line(styled(GOOD, &format!("{done}; {stay} withheld, {out} out already")))?;
    let second = |row: &&Row| match &row.verdict {
        Verdict::Withheld(_) => proposing::may_be_proposed(&row.verdict),
        _ => false,
    };
    if asked != Asked::Propose && rows.iter().any(|row| second(&row)) {
        screen.line(styled(
            FAINT,
            "Where only a second person is wanting: --propose, and another one --confirm.",
        ))?;
    }
    Ok(())
}

fn what(row: &Row) -> String {
    match &row.matter.tear_line {
        Some(line) => format!("tear-line: {}", visible(line.text())),
        None => crate::answer::what(&row.matter.claim),
    }
}

fn told(row: &Row, asked: Asked) -> (String, Look) {
    match &row.verdict {
        Verdict::Goes(outgoing) => {
            let word = if asked == Asked::Propose { "could go" } else { "yes" };
            (format!("{word}, {}", outgoing.marking), Look::Strong)
        }
        Verdict::IsOut => ("out already".to_owned(), Look::Faint),
        Verdict::WasCalledBack => {
            ("no: called back once; name it to release it again".to_owned(), Look::Notice)
        }
        verdict @ Verdict::Withheld(_) if asked == Asked::Propose && proposing::may_be_proposed(verdict) => {
            ("proposed".to_owned(), Look::Strong)
        }
        Verdict::Unwritable(words) => (visible(&format!("no: {words}")), Look::Notice),
        Verdict::Withheld(reasons) => {
            let reasons: Vec<_> = reasons.iter().map(|reason| format!("no: {reason}")).collect();
            (visible(&reasons.join("\n")), Look::Notice)
        }
    }
}

/// The bytes that would go, object by object, laid out for people.
fn bytes(screen: &mut Screen, row: &Row) -> Result<(), Failure> {
    let Verdict::Goes(outgoing) = &row.verdict else { return Ok(()) };
    for entry in &outgoing.entries {
        screen.line("")?;
        screen.line(styled(HEADING, &entry.object.to_string()))?;
        let value: Value = serde_json::from_slice(&entry.bytes).map_err(|cause| {
            Failure::Input(format!("{} would be no JSON ({cause}): please report it", entry.object))
        })?;
        let pretty = serde_json::to_string_pretty(&value).map_err(|cause| Failure::Output(cause.into()))?;
        screen.line(visible(&pretty))?;
    }
    Ok(())
}

/// Prints a row of JSON for each matter; with a preview, the exact bytes of each object as text.
pub(super) fn print_json(
    screen: &mut Screen,
    to: &Recipient,
    rows: &[Row],
    asked: Asked,
) -> Result<(), Failure> {
    for row in rows {
        let mut told = json!({
            "claims": row.matter.claims(),
            "to": to,
            "form": if row.matter.tear_line.is_some() { "tear-line" } else { "whole" },
            "text": row.matter.tear_line.as_ref().map(TearLine::text),
            "decision": decision(row, asked),
        });
        let more = match &row.verdict {
            Verdict::Goes(outgoing) => goes(outgoing, asked),
            Verdict::Withheld(reasons) => json!({ "reasons": reasons, "words": words(reasons) }),
            Verdict::Unwritable(words) => json!({ "words": [words] }),
            Verdict::IsOut | Verdict::WasCalledBack => json!({}),
        };
        if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
            told.extend(more);
        }
        screen.json(&told)?;
    }
    Ok(())
}

fn words(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(ToString::to_string).collect()
}

fn decision(row: &Row, asked: Asked) -> &'static str {
    match &row.verdict {
        _ if asked == Asked::Propose && proposing::may_be_proposed(&row.verdict) => "proposed",
        Verdict::Goes(_) if asked == Asked::Preview => "would-release",
        Verdict::Goes(_) => "released",
        Verdict::IsOut => "out-already",
        Verdict::WasCalledBack => "called-back-before",
        Verdict::Withheld(_) => "withheld",
        Verdict::Unwritable(_) => "unwritable",
    }
}

fn goes(outgoing: &Outgoing, asked: Asked) -> Value {
    let entries: Vec<_> = outgoing
        .entries
        .iter()
        .map(|entry| json!({ "object": entry.object.to_string(), "bytes": String::from_utf8_lossy(&entry.bytes) }))
        .collect();
    let mut goes = json!({
        "object": outgoing.object,
        "version": outgoing.version,
        "marking": outgoing.marking,
        "digest": outgoing.digest,
    });
    if let (Some(goes), Asked::Preview) = (goes.as_object_mut(), asked) {
        goes.insert("entries".to_owned(), Value::Array(entries));
    }
    goes
}

/// A matter in one line.
pub(super) fn in_short(matter: &Matter) -> String {
    match &matter.tear_line {
        Some(line) => format!("tear-line: {}", line.text()),
        None => wording::content(&matter.claim.body, 100),
    }
}
