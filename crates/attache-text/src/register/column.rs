//! Columns by their headings.

use serde::Serialize;

/// Which of the two exports a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A row a deal, with marks in columns without a heading.
    Deals,
    /// A row a deal and year of delivery, with columns "… is estimate".
    Deliveries,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// "SIPRI AT Database ID".
    Id,
    /// "Supplier".
    Supplier,
    /// "Recipient".
    Recipient,
    /// "Designation", "Weapon designation".
    Designation,
    /// "Description", "Weapon description".
    Description,
    /// "Armament category".
    Category,
    /// "Order date", "Year of order".
    Order,
    /// "Number ordered".
    Ordered,
    /// "Numbers delivered", "Number delivered".
    Delivered,
    /// "Delivery year", "Year(s) of delivery".
    Delivery,
    /// Whether the column before, or the one that is named, is an estimate.
    Estimate(Marked),
    /// Known, and kept as written (values, status, comments).
    Kept,
    /// Not known.
    Unknown,
}

/// A column that can be an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marked {
    /// The order's year.
    Order,
    /// The number ordered.
    Ordered,
    /// The number delivered.
    Delivered,
    /// The years of delivery.
    Delivery,
}

/// Headings in lower-case letters and digits alone, and what they mean.
const HEADINGS: [(&str, Column); 29] = [
    ("sipriatdatabaseid", Column::Id),
    ("supplier", Column::Supplier),
    ("seller", Column::Supplier),
    ("recipient", Column::Recipient),
    ("buyer", Column::Recipient),
    ("designation", Column::Designation),
    ("weapondesignation", Column::Designation),
    ("description", Column::Description),
    ("weapondescription", Column::Description),
    ("armamentcategory", Column::Category),
    ("orderdate", Column::Order),
    ("yearoforder", Column::Order),
    ("orderdateisestimate", Column::Estimate(Marked::Order)),
    ("numberordered", Column::Ordered),
    ("numbersordered", Column::Ordered),
    ("numbersorderedisestimate", Column::Estimate(Marked::Ordered)),
    ("numberdelivered", Column::Delivered),
    ("numbersdelivered", Column::Delivered),
    ("numbersdeliveredisestimate", Column::Estimate(Marked::Delivered)),
    ("deliveryyear", Column::Delivery),
    ("yearsofdelivery", Column::Delivery),
    ("deliveryyearisestimate", Column::Estimate(Marked::Delivery)),
    ("status", Column::Kept),
    ("comments", Column::Kept),
    ("sipriestimate", Column::Kept),
    ("tivdealunit", Column::Kept),
    ("tivdeliveryvalues", Column::Kept),
    ("localproduction", Column::Kept),
    ("sipritivperunit", Column::Kept),
];
/// Two more values of the old layout.
const VALUES: [&str; 2] = ["sipritivfortotalorder", "sipritivofdeliveredweapons"];

/// What a heading means; `before` is what the column before it means.
pub(super) fn of(heading: &str, before: Option<Column>) -> Column {
    let letters: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = HEADINGS.iter().find(|(known, _)| *known == letters).map(|(_, column)| *column);
    // The marks of the old layout stand in columns without a heading, or with one that people gave them.
    let is_mark = letters.is_empty() || letters.contains("flag") || letters.contains("uncertain");
    match (known, before) {
        (Some(column), _) => column,
        (None, Some(Column::Order)) if is_mark => Column::Estimate(Marked::Order),
        (None, Some(Column::Ordered)) if is_mark => Column::Estimate(Marked::Ordered),
        (None, Some(Column::Delivered)) if is_mark => Column::Estimate(Marked::Delivered),
        (None, Some(Column::Delivery)) if is_mark => Column::Estimate(Marked::Delivery),
        (None, _) if VALUES.contains(&letters.as_str()) || letters.is_empty() => Column::Kept,
        _ => Column::Unknown,
    }
}
