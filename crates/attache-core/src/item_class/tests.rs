//! What is a narrower word for what, and that each list is met.

use strum::VariantArray as _;

use super::{ItemClass, TABLE};
use crate::proposition::{Item, ItemCategory};

fn class(name: &str) -> ItemClass {
    ItemClass::named(name).unwrap_or_else(|| panic!("{name} stands in the table")).0
}

#[test]
fn every_line_is_used() {
    assert_eq!(TABLE.refused, Vec::<&str>::new());
    assert!(TABLE.rows.len() < 128);
    for category in ItemCategory::VARIANTS {
        assert!(category == &ItemCategory::Personnel || ItemClass::of_category(*category) != class("people"));
    }
}

#[test]
fn shells_are_ammunition_and_a_model_narrows() {
    for (narrow, wide) in [
        ("artillery shells", "ammunition"),
        ("ammunition", "arms"),
        ("ballistic missiles", "missiles"),
        ("missiles", "weapons"),
        ("MANPADS", "missiles"),
        ("MANPADS", "air defence systems"),
        ("weapons", "military aid"),
        ("officers", "troops"),
    ] {
        assert!(class(narrow).is_a(class(wide)), "{narrow} are {wide}");
        assert!(!class(wide).is_a(class(narrow)));
        assert!(class(wide).overlaps(class(narrow)));
    }
    assert!(!class("artillery shells").overlaps(class("ballistic missiles")));
    assert!(!class("troops").overlaps(class("arms")));
    assert!(class("missiles").overlaps(class("air defence systems")), "by what is both");
    assert_eq!(ItemClass::named("kn 23"), ItemClass::named("Hwasong-11A"));
    assert_eq!(ItemClass::named("KN-23").unwrap().1, Some("hwasong11"));
}

#[test]
fn a_topic_is_the_narrowest_broad_class() {
    for (name, broad) in
        [("artillery shells", "arms"), ("military aid", "military aid"), ("loans", "financial aid")]
    {
        assert_eq!(class(name).broad(), class(broad));
    }
    assert_eq!(class("officers").broad(), class("troops"));
    assert_eq!(class("software").broad(), class("technical goods"));
}

#[test]
fn the_lists_stand_side_by_side() {
    assert_eq!(class("artillery shells").register(), None, "the Register has no ammunition");
    assert_eq!(class("artillery shells").wassenaar(), Some("ML3"));
    assert_eq!(class("technology").wassenaar(), Some("ML22"));
    assert_eq!(class("tanks").register(), Some("I"));
    assert_eq!(class("howitzers").sipri(), Some("Artillery"));
}

/// Each thing that the reader knows has its place here, with the same categories of both lists.
#[test]
fn what_the_reader_names_is_classed() {
    let table = include_str!("../../../attache-text/words/items.tsv");
    let lines = table.lines().skip(1).filter(|line| !line.starts_with('#'));
    let mut unknown = Vec::new();
    let mut other = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let (name, category, register, wassenaar) = (cells[0], cells[2], cells[3], cells[4]);
        let Some((class, model)) = ItemClass::named(name) else {
            unknown.push(name);
            continue;
        };
        let own = (class.register().unwrap_or(""), class.wassenaar().unwrap_or(""));
        // A model may stand in another category than its class: a gun on a tank's chassis.
        let said =
            |own: &str, theirs: &str| theirs.is_empty() || own.is_empty() || own == theirs || model.is_some();
        if !said(own.0, register) || !said(own.1, wassenaar) {
            other.push(format!("{name}: {own:?}, not {register} {wassenaar}"));
        }
        let item = Item { name: name.into(), category: category.parse().unwrap(), designation: None };
        assert_eq!(ItemClass::of(&item), class, "{name}");
    }
    assert_eq!((unknown, other), (Vec::<&str>::new(), Vec::<String>::new()));
}
