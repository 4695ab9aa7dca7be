//! Classes of things as a tree: an artillery shell is ammunition, and ammunition is arms.
//!
//! The table is `item_class/item_classes.tsv`; its head names the sources. Three lists stand side by side
//! because none covers all: the UN Register of Conventional Arms (General Assembly resolution 46/36 L;
//! categories I to VII, and small arms and light weapons as background information) has no ammunition and
//! no technology; the Munitions List of the Wassenaar Arrangement has both (ML3 ammunition, ML4 bombs,
//! rockets and missiles, ML22 technology) but no people; the armament categories of the SIPRI Arms
//! Transfers Database (Sources and methods, coverage) are those under which its rows come in.
//!
//! A class may have two parents: a man-portable air defence system is a missile (Register VII) and air
//! defence. A model ("KN-23", "155mm") is no class: it narrows one, as a designation.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    proposition::{Item, ItemCategory},
    source::folded,
};

#[cfg(test)]
mod tests;

/// A class of things. Compare with [`is_a`](Self::is_a) and [`overlaps`](Self::overlaps).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemClass(u8);

/// One line of the table.
struct Row {
    name: &'static str,
    register: &'static str,
    wassenaar: &'static str,
    sipri: &'static str,
    broad: bool,
    /// Itself and all wider classes, a bit for each row.
    wider: u128,
    /// Itself and all narrower classes.
    narrower: u128,
}

/// The table, ready for look-ups.
struct Table {
    rows: Vec<Row>,
    /// Folded name to class and, where the name is that of a model, the folded usual name of the model.
    names: HashMap<String, (ItemClass, Option<String>)>,
    /// Lines that could not be used; none, as a test shows.
    refused: Vec<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("item_class/item_classes.tsv")));

impl Table {
    fn read(text: &'static str) -> Self {
        let mut table = Self { rows: Vec::new(), names: HashMap::new(), refused: Vec::new() };
        let lines = text.lines().skip(1).filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            if table.take(line).is_none() {
                table.refused.push(line);
            }
        }
        let wider: Vec<u128> = table.rows.iter().map(|row| row.wider).collect();
        for (at, row) in table.rows.iter_mut().enumerate() {
            let below = wider.iter().enumerate().filter(|(_, wider)| *wider & bit(at) != 0);
            row.narrower = below.fold(0, |all, (other, _)| all | bit(other));
        }
        table
    }

    /// Takes one line; `None` where it is no line of eight cells, its parent does not stand above it, or it
    /// gives a name a second time.
    fn take(&mut self, line: &'static str) -> Option<()> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, parents, register, wassenaar, sipri, broad, names, models] = cells.as_slice() else {
            return None;
        };
        let at = self.rows.len();
        let class = ItemClass(u8::try_from(at).ok().filter(|at| *at < 128)?);
        let mut wider = bit(at);
        for parent in parents.split(", ").filter(|parent| !parent.is_empty()) {
            let (parent, _) = self.names.get(&folded(parent))?;
            wider |= self.rows.get(usize::from(parent.0))?.wider;
        }
        for other in std::iter::once(*name).chain(names.split('|')).filter(|name| !name.is_empty()) {
            if self.names.insert(folded(other), (class, None)).is_some() {
                return None;
            }
        }
        for model in models.split('|').filter(|model| !model.is_empty()) {
            let usual = model.split('=').next().map(folded);
            for other in model.split('=') {
                if self.names.insert(folded(other), (class, usual.clone())).is_some() {
                    return None;
                }
            }
        }
        let broad = *broad == "y";
        self.rows.push(Row { name, register, wassenaar, sipri, broad, wider, narrower: 0 });
        Some(())
    }
}

/// The bit of a row; rows beyond 127 are refused.
const fn bit(at: usize) -> u128 {
    if at < 128 { 1 << at } else { 0 }
}

impl ItemClass {
    /// The class that a name stands for, and the model where it is one's name ("KN-23" is a ballistic
    /// missile, by the name of Hwasong-11). Case and punctuation do not matter.
    #[must_use]
    pub fn named(name: &str) -> Option<(Self, Option<&'static str>)> {
        let (class, model) = TABLE.names.get(&folded(name))?;
        Some((*class, model.as_deref()))
    }

    /// The class of an item: by its name, else by its category.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        Self::named(&item.name).map_or_else(|| Self::of_category(item.category), |(class, _)| class)
    }

    /// The class that a category stands for.
    #[must_use]
    pub fn of_category(category: ItemCategory) -> Self {
        let name = match category {
            ItemCategory::Personnel => "people",
            ItemCategory::SmallArms => "small arms",
            ItemCategory::Ammunition => "ammunition",
            ItemCategory::Artillery => "artillery",
            ItemCategory::Armour => "armoured vehicles",
            ItemCategory::Aircraft => "aircraft",
            ItemCategory::Helicopter => "helicopters",
            ItemCategory::Drone => "drones",
            ItemCategory::Missile => "missiles",
            ItemCategory::AirDefence => "air defence systems",
            ItemCategory::Ship => "ships",
            ItemCategory::Vehicle => "vehicles",
            ItemCategory::Electronics => "electronics",
            ItemCategory::Technology => "technology",
            ItemCategory::Fuel => "fuel",
            ItemCategory::Money => "money",
            ItemCategory::Aid => "support",
            ItemCategory::Other => "arms",
        };
        // Every name stands in the table (a test); the first row is never reached.
        Self::named(name).map_or(Self(0), |(class, _)| class)
    }

    /// Soldiers.
    #[must_use]
    pub fn troops() -> Self {
        Self::named("troops").map_or(Self(0), |(class, _)| class)
    }

    /// Arms of every class.
    #[must_use]
    pub fn arms() -> Self {
        Self::of_category(ItemCategory::Other)
    }

    /// Whether it is nothing that is sent or held: attacks, tests and meetings stand among the items of a claim
    /// because figures count them.
    #[must_use]
    pub fn is_deed(self) -> bool {
        Self::named("deeds").is_some_and(|(deeds, _)| self.is_a(deeds))
    }

    /// People, in uniform or not.
    #[must_use]
    pub fn is_people(self) -> bool {
        self.is_a(Self::of_category(ItemCategory::Personnel))
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.rows.get(usize::from(self.0))
    }

    /// Its usual name ("artillery shells").
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("things", |row| row.name)
    }

    /// Whether every thing of this class is one of the other: artillery shells are ammunition.
    #[must_use]
    pub fn is_a(self, other: Self) -> bool {
        self.row().is_some_and(|row| row.wider & bit(usize::from(other.0)) != 0)
    }

    /// Whether a thing can be of both classes, as far as the table knows.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let below = |class: Self| class.row().map_or(0, |row| row.narrower);
        below(self) & below(other) != 0
    }

    /// The narrowest class that is wide enough to be a topic: arms for shells, troops for officers.
    #[must_use]
    pub fn broad(self) -> Self {
        let wide = |at: &usize| {
            let row = TABLE.rows.get(*at);
            row.is_some_and(|row| row.broad) && self.row().is_some_and(|own| own.wider & bit(*at) != 0)
        };
        // Parents stand above their children: the last is the narrowest.
        let narrowest = (0..=usize::from(self.0)).rev().find(wide);
        narrowest.and_then(|at| u8::try_from(at).ok()).map_or(self, Self)
    }

    /// Its category of the UN Register ("III", "SALW"); none for what the Register leaves out.
    #[must_use]
    pub fn register(self) -> Option<&'static str> {
        self.row().map(|row| row.register).filter(|category| !category.is_empty())
    }

    /// Its category of the Wassenaar Munitions List ("ML3").
    #[must_use]
    pub fn wassenaar(self) -> Option<&'static str> {
        self.row().map(|row| row.wassenaar).filter(|category| !category.is_empty())
    }

    /// Its armament category of the SIPRI Arms Transfers Database ("Missiles").
    #[must_use]
    pub fn sipri(self) -> Option<&'static str> {
        self.row().map(|row| row.sipri).filter(|category| !category.is_empty())
    }
}

impl std::fmt::Debug for ItemClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
