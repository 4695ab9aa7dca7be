//! The rules of comparison as tables that a reviewer reads in a minute (`comparison_matrix.txt`).

use std::fmt::Write as _;

use jiff::civil::date;

use super::{
    comparison::{Relation, relation},
    count::{Count, Interval},
    ground::Ground,
    matter::{Manner, Matter},
    normal_form::NormalForm,
    thing::{Qualifiers, Thing},
    who::Who,
    window::Window,
};
use crate::{
    item_class::ItemClass,
    likelihood::Likelihood,
    modality::Modality,
    place::{Place, PlaceClass},
    quantity::{Figure, Quantity},
};

const HEAD: &str = "\
How claims lie to one another: the rules of attache_core::proposition::comparison.

Read a cell as: what the row says, beside what the column says. `supports`: the row makes the column true.
`scope: …`: the same matter, but these parts differ. Claims of another matter, actor or broad class of things
are `unrelated`.
";

/// Troops of North Korea in the Kursk region, some of them.
fn kursk() -> NormalForm {
    let place = Place {
        text: "Kursk region".into(),
        country: "RU".parse().ok(),
        subdivision: Some("RU-KRS".into()),
        class: PlaceClass::Subdivision,
    };
    NormalForm {
        matter: Matter::Presence,
        manner: Manner::Told,
        actor: country("KP"),
        others: country("RU").into_iter().collect(),
        mutual: false,
        thing: Some(thing("troops")),
        place: Ground::of(&place),
        time: Window::default(),
        count: Count::Some,
        gist: None,
        presupposed: false,
        told: None,
    }
}

fn russia() -> NormalForm {
    let place = Place {
        text: "Russia".into(),
        country: "RU".parse().ok(),
        subdivision: None,
        class: PlaceClass::Country,
    };
    NormalForm { place: Ground::of(&place), ..kursk() }
}

fn country(code: &str) -> Option<Who> {
    code.parse().ok().map(Who::country)
}

fn thing(name: &str) -> Thing {
    Thing::all(ItemClass::named(name).unwrap().0)
}

fn figure(low: Option<u32>, high: Option<u32>) -> Interval {
    let mut quantity = Quantity::exactly("", Figure::ZERO);
    (quantity.low, quantity.high) = (low.map(Figure::from), high.map(Figure::from));
    quantity.low_open = high.is_none();
    Interval::of(&quantity, None).unwrap()
}

fn counts() -> [(&'static str, Count); 7] {
    [
        ("some", Count::Some),
        ("> 10,000", Count::Within(figure(Some(10_000), None))),
        ("12,000", Count::Within(figure(Some(12_000), Some(12_000)))),
        ("8,000", Count::Within(figure(Some(8_000), Some(8_000)))),
        ("<= 9,000", Count::Within(figure(None, Some(9_000)))),
        ("none", Count::Zero),
        ("not > 10,000", Count::Outside(figure(Some(10_000), None))),
    ]
}

fn manners() -> [(&'static str, Manner); 6] {
    [
        ("told", Manner::Told),
        ("expected", Manner::Expected(None)),
        ("called unlikely", Manner::Expected(Some(Likelihood::Unlikely))),
        ("considered", Manner::Held(Modality::Considered)),
        ("not considered", Manner::Held(Modality::NotConsidered)),
        ("no comment", Manner::Nothing),
    ]
}

/// Scopes that differ in one part from "troops of North Korea in the Kursk region in November", and transfers.
fn scopes() -> Vec<(&'static str, NormalForm, NormalForm)> {
    let time = Window { start: Some(date(2024, 11, 1)), end: Some(date(2024, 11, 30)) };
    let november = NormalForm { time, ..kursk() };
    let december = Window { start: Some(date(2024, 12, 1)), end: Some(date(2024, 12, 31)) };
    let year = Window { start: Some(date(2024, 1, 1)), end: Some(date(2024, 12, 31)) };
    let late = Window { start: Some(date(2024, 11, 11)), ..time };
    let told = |form: NormalForm, day: i8| NormalForm { told: Some(date(2024, 11, day)), ..form };
    let shells = NormalForm {
        matter: Matter::Transfer,
        thing: Some(thing("artillery shells")),
        place: None,
        ..kursk()
    };
    let with = |thing: Thing| NormalForm { thing: Some(thing), ..shells.clone() };
    let calibre = |text: &str| with(Thing { designation: Some(text.into()), ..thing("artillery shells") });
    let defensive = Thing { qualifiers: Qualifiers::of("defensive"), ..thing("arms") };
    let between = NormalForm {
        actor: None,
        others: country("KP").into_iter().chain(country("RU")).collect(),
        mutual: true,
        ..shells.clone()
    };
    vec![
        ("Kursk region, Russia", november.clone(), NormalForm { time, ..russia() }),
        ("Kursk region, no place", november.clone(), NormalForm { place: None, ..november.clone() }),
        ("November, December", november.clone(), NormalForm { time: december, ..november.clone() }),
        ("November, the year", november.clone(), NormalForm { time: year, ..november }),
        ("in Kursk, in the year in Russia", kursk(), NormalForm { time: year, ..russia() }),
        ("North Korea, another actor", kursk(), NormalForm { actor: country("BY"), ..kursk() }),
        ("North Korea, no actor", kursk(), NormalForm { actor: None, ..kursk() }),
        ("to Russia, no counterpart", shells.clone(), NormalForm { others: Vec::new(), ..shells.clone() }),
        (
            "to Russia, to Syria",
            shells.clone(),
            NormalForm { others: country("SY").into_iter().collect(), ..shells.clone() },
        ),
        ("A to B, between A and B", shells.clone(), between),
        ("shells, ammunition", shells.clone(), with(thing("ammunition"))),
        ("155mm shells, 105mm shells", calibre("155mm"), calibre("105mm")),
        ("shells, defensive weapons", shells.clone(), with(defensive)),
        ("shells, missiles", shells.clone(), with(thing("ballistic missiles"))),
        ("shells, technology", shells.clone(), with(thing("technology"))),
        ("presence, transfer", kursk(), shells),
        ("undated, told 5 days apart", told(kursk(), 1), told(kursk(), 6)),
        ("undated, told 20 days apart", told(kursk(), 1), told(kursk(), 21)),
        ("of 11 to 30 November, told on the 1st", NormalForm { time: late, ..kursk() }, told(kursk(), 1)),
    ]
}

fn cell(a: &NormalForm, b: &NormalForm) -> String {
    let relation = relation(a, b);
    assert_eq!(relation, super::comparison::relation(b, a).mirrored());
    match relation {
        Relation::Same => "same".into(),
        Relation::Entails => "supports".into(),
        Relation::EntailedBy => "supported by".into(),
        Relation::Compatible => "compatible".into(),
        Relation::DifferentScope(which) => format!("scope: {which}"),
        Relation::Contradicts(_) => "CONTRADICTS".into(),
        Relation::Series => "series".into(),
        Relation::Unrelated => "unrelated".into(),
    }
}

fn table(out: &mut String, corner: &str, columns: &[&str], rows: &[(&str, Vec<String>)]) {
    let first = rows.iter().map(|(name, _)| name.len()).chain([corner.len()]).max().unwrap_or(0);
    let width = |at: usize| {
        rows.iter().map(|(_, cells)| cells[at].len()).chain([columns[at].len()]).max().unwrap_or(0)
    };
    let mut line = |name: &str, cells: &[String]| {
        let mut text = format!("{name:first$}");
        for (at, cell) in cells.iter().enumerate() {
            write!(text, "  {cell:0$}", width(at)).unwrap();
        }
        writeln!(out, "{}", text.trim_end()).unwrap();
    };
    line(corner, &columns.iter().map(ToString::to_string).collect::<Vec<_>>());
    for (name, cells) in rows {
        line(name, cells);
    }
}

pub(super) fn written() -> String {
    let mut out = HEAD.to_owned();
    let names: Vec<&str> = counts().iter().map(|(name, _)| *name).collect();
    let by_count = |a: &NormalForm, b: &NormalForm| -> Vec<(&'static str, Vec<String>)> {
        let row = |own: &Count| {
            let pairs = counts().into_iter().map(|(_, other)| {
                cell(
                    &NormalForm { count: own.clone(), ..a.clone() },
                    &NormalForm { count: other, ..b.clone() },
                )
            });
            pairs.collect()
        };
        counts().iter().map(|(name, own)| (*name, row(own))).collect()
    };
    writeln!(out, "\n1. Counts, both of one scope (troops of North Korea in Russia).\n").unwrap();
    table(&mut out, "", &names, &by_count(&russia(), &russia()));
    writeln!(out, "\n2. Counts, the row in the Kursk region, the column in Russia.\n").unwrap();
    table(&mut out, "Kursk \\ Russia", &names, &by_count(&kursk(), &russia()));
    writeln!(out, "\n3. Scopes that differ in one part: some beside some, some beside none, 12,000 beside 8,000 and\n   8,000 beside 12,000.\n")
        .unwrap();
    let with =
        |form: &NormalForm, count: usize| NormalForm { count: counts()[count].1.clone(), ..form.clone() };
    let rows: Vec<(&str, Vec<String>)> = scopes()
        .iter()
        .map(|(name, a, b)| {
            let cells = [(0, 0), (0, 5), (5, 0), (2, 3), (3, 2)];
            (*name, cells.iter().map(|(own, other)| cell(&with(a, *own), &with(b, *other))).collect())
        })
        .collect();
    table(
        &mut out,
        "first, second",
        &["some, some", "some, none", "none, some", "12,000, 8,000", "8,000, 12,000"],
        &rows,
    );
    writeln!(out, "\n4. How it is put: troops in the Kursk region beside troops in Russia.\n").unwrap();
    let columns: Vec<&str> = manners().iter().map(|(name, _)| *name).collect();
    let count = |manner: Manner| match manner {
        Manner::Held(Modality::NotConsidered) => Count::Zero,
        _ => Count::Some,
    };
    let put = |form: NormalForm, manner: Manner| NormalForm { manner, count: count(manner), ..form };
    let rows: Vec<(&str, Vec<String>)> = manners()
        .iter()
        .map(|(name, own)| {
            let cells = manners()
                .iter()
                .map(|(_, other)| cell(&put(kursk(), *own), &put(russia(), *other)))
                .collect();
            (*name, cells)
        })
        .collect();
    table(&mut out, "Kursk \\ Russia", &columns, &rows);
    out
}

mod tests;
