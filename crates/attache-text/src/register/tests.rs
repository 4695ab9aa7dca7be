//! Both layouts, on invented editions.

use attache_core::{article::Article, claim_kind::ClaimKind, proposition::ItemCategory, quantity::Figure};
use proptest::prelude::*;

use super::{Column, Layout, Register, RegisterError, RowChange, changes, outlet};
use crate::words::Words;

const DEALS: &str = include_str!("fixtures/deals.csv");
const DELIVERIES: &str = include_str!("fixtures/deliveries.csv");
const LATER: &str = include_str!("fixtures/deliveries-later.csv");

fn edition(text: &str) -> (Register, Article) {
    let mut article = Article::plain(text);
    article.outlet = Some(outlet());
    (Register::parse(text).unwrap(), article)
}

#[test]
fn a_row_of_the_old_layout_is_a_deal_with_its_marks() {
    let (register, article) = edition(DEALS);
    assert_eq!((register.layout, register.rows.len()), (Layout::Deals, 4));
    assert_eq!(register.unknown, ["Desk remark"]);
    let words = Words::built_in().unwrap();
    let drafts: Vec<_> =
        register.rows.iter().map(|row| register.draft(row, &article, &words).unwrap()).collect();
    let guns = &drafts[0];
    assert_eq!(guns.kind, ClaimKind::Transfer);
    assert_eq!(guns.proposition.actor.as_ref().unwrap().country.unwrap().as_str(), "KP");
    assert_eq!(guns.proposition.items[0].category, ItemCategory::Artillery);
    assert_eq!(guns.proposition.scope.as_deref(), Some("order of 2023"));
    let (delivered, ordered) = (&guns.quantities[0], &guns.quantities[1]);
    assert_eq!((delivered.bound(), delivered.approximate, delivered.rounded), ("≈ 40".into(), true, true));
    assert_eq!((ordered.bound(), ordered.approximate), ("60".into(), false));
    assert_eq!(guns.date.as_ref().unwrap().text, "2023; 2024");
    assert_eq!(guns.chain.to_string(), "SIPRI Arms Transfers Database");
    assert!(drafts.iter().all(|draft| draft.spans[0].span.text(&article.text) == Some(&draft.spans[0].text)));
    // Nothing delivered yet: an agreement. A star: no state.
    assert_eq!(drafts[2].kind, ClaimKind::Agreement);
    assert!(
        register.rows[3].non_state && drafts[3].proposition.counterpart.as_ref().unwrap().country.is_none()
    );
    assert_eq!(register.rows[3].recipient, "Harbour Front");
    assert_eq!(register.rows[0].line, 6);
}

#[test]
fn a_row_of_the_new_layout_is_a_delivery() {
    let (register, article) = edition(DELIVERIES);
    assert_eq!((register.layout, register.rows.len(), register.unknown.len()), (Layout::Deliveries, 4, 0));
    let row = &register.rows[1];
    assert_eq!(row.key, "900001 / 2024");
    let draft = register.draft(row, &article, &Words::built_in().unwrap()).unwrap();
    assert_eq!(draft.quantities[0].low, Some(Figure::from(30)));
    assert!(draft.quantities[0].approximate);
    assert!(draft.date.unwrap().text.ends_with("(estimate)"));
    assert_eq!(draft.proposition.items[0].designation.as_deref(), Some("Model-100"));
    assert_eq!(draft.proposition.items[0].category, ItemCategory::Missile);
    // A quoted cell may hold a line break.
    assert_eq!((register.rows[3].line, register.rows[3].designation.as_str()), (5, "Otter-2\n(export)"));
}

#[test]
fn a_later_edition_says_what_changed() {
    let ((old, _), (new, _)) = (edition(DELIVERIES), edition(LATER));
    let found = changes(&old, &new).unwrap();
    assert_eq!(found.len(), 3, "{found:?}");
    let RowChange::Revised { old: 1, new: 2, cells } = &found[0] else { panic!("{found:?}") };
    let told: Vec<String> =
        cells.iter().map(|cell| format!("{}: {:?} to {:?}", cell.column, cell.before, cell.after)).collect();
    assert_eq!(
        told,
        [
            "Numbers delivered: Some(\"30\") to Some(\"45\")",
            "Numbers delivered is estimate: Some(\"Yes\") to Some(\"No\")"
        ]
    );
    assert_eq!(found[1], RowChange::Removed { old: 3 });
    assert_eq!(found[2], RowChange::Added { new: 3 });
    assert_eq!(changes(&old, &old), Ok(Vec::new()));
    assert!(changes(&old, &edition(DEALS).0).is_err());
}

#[test]
fn what_cannot_be_read_is_named_by_line_and_column() {
    let told = |text: &str| Register::parse(text).unwrap_err().to_string();
    let bad = DELIVERIES.replace(",30,Yes,2024", ",thirty,Yes,2024");
    assert_eq!(told(&bad), "line 3, column `Numbers delivered`: `thirty` is no number");
    let bad = DEALS.replace("Northland,Riverland,2022", ",Riverland,2022");
    assert_eq!(told(&bad), "line 7, column `Recipient`: the cell is empty");
    assert_eq!(told("a,b,c\n1,2,3\n"), RegisterError::NoHeadings.to_string());
    assert_eq!(
        told("Supplier,Recipient,Status,Comments\nA,B,C,D\n"),
        "line 1: there is no column `Designation`"
    );
    let bad = DELIVERIES.replace("900001,", "900001,x,y,z,z,z,z,z,z,");
    assert!(told(&bad).starts_with("line 2: the row has 25 cells"), "{}", told(&bad));
}

#[test]
fn headings_are_known_by_their_letters() {
    use super::column::of;
    assert_eq!(of("Year(s) of delivery", None), Column::Delivery);
    assert_eq!(of("Colour", None), Column::Unknown);
    assert!(matches!(of("", Some(Column::Delivery)), Column::Estimate(_)));
}

proptest! {
    #[test]
    fn any_text_is_an_edition_or_an_error(cells in "([A-Za-z0-9?*(),;\"\n\r ]|Supplier,|2023,){0,80}") {
        let text = format!("Supplier,Recipient,Designation,Number delivered,,Status\n{cells}");
        if let Ok(register) = Register::parse(&text) {
            for row in &register.rows {
                prop_assert!(row.span.text(&text).is_some());
            }
        }
    }
}
