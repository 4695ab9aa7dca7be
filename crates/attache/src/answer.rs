//! Answers as tables.

use attache_core::{
    claim_state::{ClaimState, Standing},
    modality::Modality,
};

use crate::{
    asking::Grades,
    failure::Failure,
    screen::Screen,
    table::{Grid, Look},
    visible::visible_line,
    wording,
};

/// From this width on, every part of a claim has a column of its own.
pub(crate) const WIDE: usize = 140;
/// Below this width, carriers get as little room as they need.
pub(crate) const ROOMY: usize = 100;

/// Prints claims, a row each.
pub(crate) fn print(screen: &mut Screen, states: &[&ClaimState], grades: &Grades) -> Result<(), Failure> {
    let lines: Vec<String> = if screen.width() >= WIDE {
        wide(screen, states, grades).lines().collect()
    } else {
        narrow(screen, states, grades).lines().collect()
    };
    lines.into_iter().try_for_each(|line| screen.line(line))
}

fn wide(screen: &Screen, states: &[&ClaimState], grades: &Grades) -> Grid {
    let headings = [
        ("When", Some(14)),
        ("What", None),
        ("Figure", Some(18)),
        ("Where", Some(16)),
        ("How put", Some(16)),
        ("On whose word", Some(28)),
        ("Grade", Some(7)),
        ("Claim", Some(11)),
    ];
    let mut grid = Grid::new(screen, &headings);
    for state in states {
        grid.row([
            (wording::when(&state.body), Look::Plain),
            (what(state), Look::Plain),
            (line(&figures(state)), Look::Plain),
            (place(state), Look::Plain),
            how(state),
            (chain(state), Look::Plain),
            (grades.told(state), Look::Plain),
            (id(state), Look::Faint),
        ]);
    }
    grid
}

fn narrow(screen: &Screen, states: &[&ClaimState], grades: &Grades) -> Grid {
    let credit_width = if screen.width() < ROOMY { 26 } else { 36 };
    let headings = [
        ("When", Some(12)),
        ("What", None),
        ("On whose word, how put", Some(credit_width)),
        ("Claim", Some(12)),
    ];
    let mut grid = Grid::new(screen, &headings);
    for state in states {
        let named = |name: &str, text: String| {
            if text.is_empty() { text } else { format!("{name}: {}", text.replace('\n', "; ")) }
        };
        let parts = [what(state), named("figure", line(&figures(state))), named("where", place(state))];
        let (put, look) = how(state);
        grid.row([
            (wording::when(&state.body), Look::Plain),
            (parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"), Look::Plain),
            (format!("{}\n{put}", chain(state)), look),
            (id_and_grade(state, grades), Look::Faint),
        ]);
    }
    grid
}

/// The beginning of the id, whether the claim stands, and the grade where there is one.
pub(crate) fn id_and_grade(state: &ClaimState, grades: &Grades) -> String {
    let grade = grades.told(state);
    let graded = if grade == "–" { "not graded".to_owned() } else { format!("grade {grade}") };
    format!("{}\n{graded}", id(state))
}

/// Who does what to whom, else the words of the claim. A position is its words: how it is worded is what
/// it is about.
pub(crate) fn what(state: &ClaimState) -> String {
    let words = || format!("“{}”", wording::content(&state.body, 110));
    let text = wording::phrase(&state.body)
        .filter(|_| !state.body.proposition.items.is_empty() || state.body.proposition.counterpart.is_some());
    match text {
        Some(phrase) => format!("{}\n{}", visible_line(&phrase), visible_line(&words())),
        None => visible_line(&words()),
    }
}

pub(crate) fn figures(state: &ClaimState) -> String {
    wording::figures(&state.body)
}

pub(crate) fn line(text: &str) -> String {
    text.lines().map(visible_line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn place(state: &ClaimState) -> String {
    state.body.place.as_ref().map(|place| visible_line(&wording::place(place))).unwrap_or_default()
}

/// How it is put; what is not plainly asserted stands out.
pub(crate) fn how(state: &ClaimState) -> (String, Look) {
    let modality = state.body.modality;
    let look = if modality == Modality::Asserted { Look::Plain } else { Look::Notice };
    (wording::modality(modality).to_owned(), look)
}

/// The carriers, outermost first.
pub(crate) fn chain(state: &ClaimState) -> String {
    visible_line(&state.body.chain.to_string())
}

/// The beginning of the id, and whether the claim stands.
pub(crate) fn id(state: &ClaimState) -> String {
    format!("{}\n{}", state.id.short(), wording::standing(state.standing))
}

/// What a person can try when nothing was found.
pub(crate) fn nothing_found(screen: &mut Screen, open_question: bool) -> Result<(), Failure> {
    screen.line("Nothing in the store answers this.")?;
    screen.line(if open_question {
        "Add articles first (`attache add FILE`), or see all claims: `attache ask claims`."
    } else {
        "Try it with fewer conditions, another spelling, or `attache ask claims` to see all claims."
    })
}

/// Prints of each row whose grade is better than the evidence allows now what it allows, and why.
pub(crate) fn outgrown(screen: &mut Screen, grades: &Grades) -> Result<(), Failure> {
    for (claim, outgrown) in grades.all_outgrown() {
        let words = format!("{}: graded {outgrown}", claim.short());
        screen.wrapped("", &visible_line(&words))?;
    }
    Ok(())
}

/// How many rows, and how many of them nobody has looked at.
pub(crate) fn footer<'a>(
    screen: &mut Screen,
    shown: usize,
    found: impl ExactSizeIterator<Item = &'a ClaimState>,
) -> Result<(), Failure> {
    let all = found.len();
    let drafts = found.filter(|state| state.standing == Standing::Draft).count();
    let mut words = wording::counted(all, "claim");
    if shown < all {
        words.push_str(&format!(", the first {shown} shown (--limit)"));
    }
    if drafts > 0 {
        words.push_str(&format!("; {drafts} not yet reviewed (`attache review`)"));
    }
    screen.line("")?;
    screen.line(crate::palette::styled(crate::palette::FAINT, &words))
}
