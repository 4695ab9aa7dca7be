//! The tables as they are printed, and the test over every combination.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use super::{
    AGREEMENTS, At, CAVEATS, COLOURS, DATES, FORMS, IN_ORDER, LISTS, RECIPIENTS, STANDINGS, Tables, Why,
    World, cell, is_there, table, triples,
};

const COMMITTED: &str = include_str!("../release_matrix.txt");

const HEAD: &str = "What goes out, and what does not: the rules of release (attache_core::release::decide).

A release needs GOES in each of the three tables; else every reason in them holds at once. A test goes
through all combinations and finds in each exactly the reasons of the tables. Whatever is not varied in a
table is in order there.

";

const NAMED: &str = "1. Colour and list of the marking, by recipient. The partner `desk` and its group G-DESK, with `desk` and
   `near` of one country as members; abroad: `near` belongs to another country.
   `red`: RED goes to no group. `rests`: a partner is suspended.

";

const AGREED: &str = "2. Agreement, by how the claim stands and in which form it is to go.
   `standing`: only accepted or received claims go. `not ours`: what is another's is not redacted.

";

const LIMITED: &str = "3. Caveats (down), by the dates of the marking.

";

fn heads(first: &str, names: &[&str]) -> Vec<String> {
    std::iter::once(first).chain(names.iter().copied()).map(str::to_owned).collect()
}

fn printed(tables: &Tables, counts: &Counts) -> String {
    let mut text = HEAD.to_owned();
    text.push_str(NAMED);
    let mut rows = vec![heads("", &RECIPIENTS)];
    for (colour, list, _) in triples(COLOURS.len(), LISTS.len(), 1) {
        let name = format!("{}, {}", COLOURS[colour].to_string().to_uppercase(), LISTS[list].0);
        let cells = (0..RECIPIENTS.len()).map(|recipient| cell(&tables.named[&(colour, list, recipient)]));
        rows.push(std::iter::once(name).chain(cells).collect());
    }
    table(&mut text, &rows);
    text.push_str(AGREED);
    for (form, name) in FORMS.iter().enumerate() {
        let mut rows = vec![heads(name, &STANDINGS)];
        for (agreement, name) in AGREEMENTS.iter().enumerate() {
            let cells =
                (0..STANDINGS.len()).map(|standing| cell(&tables.agreed[&(agreement, standing, form)]));
            rows.push(std::iter::once((*name).to_owned()).chain(cells).collect());
        }
        table(&mut text, &rows);
    }
    text.push_str(LIMITED);
    let mut rows = vec![heads("", &DATES)];
    for (caveat, name) in CAVEATS.iter().enumerate() {
        let cells = (0..DATES.len()).map(|dates| cell(&tables.limited[&(caveat, dates)]));
        rows.push(std::iter::once((*name).to_owned()).chain(cells).collect());
    }
    table(&mut text, &rows);
    counts.print(&mut text);
    text
}

/// How many combinations go, in all and for each reason that alone holds one back.
#[derive(Default)]
struct Counts {
    all: usize,
    go: usize,
    by_one: BTreeMap<&'static str, usize>,
}

impl Counts {
    fn count(&mut self, why: &Why) {
        self.all += 1;
        self.go += usize::from(why.is_empty());
        if let (Some(only), 1) = (why.first(), why.len()) {
            *self.by_one.entry(only).or_default() += 1;
        }
    }

    fn print(&self, text: &mut String) {
        writeln!(text, "Of {} combinations {} go. Held back by one reason alone:", self.all, self.go)
            .unwrap();
        text.push('\n');
        for (why, count) in &self.by_one {
            writeln!(text, "{count:6}  {why}").unwrap();
        }
    }
}

/// Asks about every combination; in each the reasons must be those of the tables.
fn every_combination(world: &World, tables: &Tables) -> Counts {
    let mut counts = Counts::default();
    for (colour, list, limits) in triples(COLOURS.len(), LISTS.len(), CAVEATS.len() * DATES.len()) {
        let (caveat, dates) = (limits / DATES.len(), limits % DATES.len());
        let marking = World::marking(At { colour, list, caveat, dates, ..IN_ORDER });
        let (states, line) = world.under(&marking);
        for (recipient, agreement, how) in
            triples(RECIPIENTS.len(), AGREEMENTS.len(), STANDINGS.len() * FORMS.len())
        {
            let (standing, form) = (how / FORMS.len(), how % FORMS.len());
            let at = At { colour, list, recipient, caveat, dates, agreement, standing, form };
            if is_there(at) {
                let why = world.why(at, &marking, &states, &line);
                assert_eq!(why, tables.together(at), "{}", told(at));
                counts.count(&why);
            }
        }
    }
    counts
}

fn told(at: At) -> String {
    [
        COLOURS[at.colour].to_string().as_str(),
        LISTS[at.list].0,
        RECIPIENTS[at.recipient],
        CAVEATS[at.caveat],
        DATES[at.dates],
        AGREEMENTS[at.agreement],
        STANDINGS[at.standing],
        FORMS[at.form],
    ]
    .join(" | ")
}

fn present() -> String {
    let world = World::new();
    let tables = Tables::of(&world);
    printed(&tables, &every_combination(&world, &tables))
}

#[test]
fn the_rules_are_those_of_release_matrix_txt() {
    let present = present();
    assert!(
        present == COMMITTED,
        "the rules of release are no longer those of release_matrix.txt. To see the difference:\n\
         \tcargo test -p attache-core write_release_matrix -- --ignored && git diff -- '*release_matrix.txt'\n\
         Commit the new table only if each changed cell is meant."
    );
}

/// Writes the file anew, for a change of the rules that is meant.
#[test]
#[ignore = "rewrites release_matrix.txt; run it by hand and read the difference"]
fn write_release_matrix() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/release/release_matrix.txt");
    std::fs::write(path, present()).unwrap();
}
