//! Export for other programs of the same desk: JSON lines and CSV. It is no release: markings travel with
//! each claim, and sending claims to a partner is another command's business.

use attache_core::claim_state::ClaimState;

use crate::{
    asking::{Grades, Row},
    failure::Failure,
    screen::Screen,
    visible::visible,
    wording,
};

/// The columns of the CSV, in order.
const COLUMNS: [&str; 22] = [
    "claim",
    "article",
    "standing",
    "kind",
    "modality",
    "what",
    "actor",
    "counterpart",
    "items",
    "figures",
    "place",
    "country",
    "date_start",
    "date_end",
    "date_text",
    "published",
    "chain",
    "origin",
    "grade",
    "marking",
    "content",
    "sentence",
];

/// Writes claims as JSON, one a line.
pub(crate) fn json_lines(screen: &mut Screen, states: &[ClaimState], grades: &Grades) -> Result<(), Failure> {
    for state in states {
        let grade = grades.of(state);
        screen.json(&Row::new(state, &grade))?;
    }
    Ok(())
}

/// Writes claims as CSV (RFC 4180) with a heading.
pub(crate) fn csv(
    out: &mut dyn std::io::Write,
    states: &[ClaimState],
    grades: &Grades,
) -> Result<(), Failure> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(cause) => Failure::from(cause),
        other => Failure::Output(std::io::Error::other(format!("{other:?}"))),
    };
    writer.write_record(COLUMNS).map_err(failed)?;
    for state in states {
        writer.write_record(row(state, grades).iter().map(|cell| guarded(cell))).map_err(failed)?;
    }
    Ok(writer.flush()?)
}

fn row(state: &ClaimState, grades: &Grades) -> [String; 22] {
    let body = &state.body;
    let proposition = &body.proposition;
    let party = |party: &Option<attache_core::proposition::Party>| {
        party.as_ref().map(|party| party.name.clone()).unwrap_or_default()
    };
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let date = body.date.as_ref();
    let place = body.place.as_ref();
    [
        state.id.to_string(),
        state.article.to_string(),
        wording::standing(state.standing).to_owned(),
        body.kind.to_string(),
        body.modality.to_string(),
        wording::phrase(body).unwrap_or_default(),
        party(&proposition.actor),
        party(&proposition.counterpart),
        wording::items(&proposition.items),
        body.quantities.iter().map(wording::figure).collect::<Vec<_>>().join("; "),
        place.map(|place| place.text.clone()).unwrap_or_default(),
        place.and_then(|place| place.country).map(|country| country.to_string()).unwrap_or_default(),
        day(date.and_then(|date| date.start)),
        day(date.and_then(|date| date.end)),
        date.map(|date| date.text.clone()).unwrap_or_default(),
        day(body.published),
        body.chain.to_string(),
        body.chain.origin().name.clone(),
        grades.of(state),
        state.marking.to_string(),
        attache_core::span::joined(&body.spans),
        body.sentence.text.clone(),
    ]
}

/// A cell that neither a terminal obeys nor a spreadsheet takes for a formula: text that begins as formulas do gets an apostrophe
/// before it (OWASP, "CSV injection"). Figures here are text with words, so nothing is lost.
fn guarded(cell: &str) -> String {
    let cell = visible(cell);
    let begins = |sign| cell.trim_start().starts_with(sign);
    // The last four are what some spreadsheets take for the first four.
    if ['=', '+', '-', '@', '＝', '＋', '－', '＠'].into_iter().any(begins) || cell.starts_with('\n') {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "  =cmd", "＝1", "\nx"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        assert_eq!(guarded("> 10,000 troops"), "> 10,000 troops");
        assert_eq!(guarded("\t=1\u{1b}[2J"), "' =1␛[2J");
        assert_eq!(guarded("–2"), "–2", "a dash is no minus");
    }
}
