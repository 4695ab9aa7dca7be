//! Who speaks and what is counted: outlets, bodies, offices, nouns for the nameless, and items.

use attache_core::{proposition::ItemCategory, source::SourceKind};

use crate::words::{
    CreditPhrase, Entry, NamedItem, Office, Organisation, TableError, Words,
    lexicon::Case,
    rows::{CollectiveRow, CreditLineRow, ItemRow, OfficeRow, OrganisationRow, Place, Tables, each},
    table::values,
};

fn organisation(place: &Place<'_>, row: &OrganisationRow) -> Result<Organisation, TableError> {
    let kind = match row.kind.as_str() {
        "pollster" => SourceKind::Survey,
        word => place.word("kind of source", word)?,
    };
    let country = place.optional("country code", &row.country)?;
    Ok(Organisation { name: row.name.clone(), kind, country })
}

pub(super) fn load_organisations(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "outlets", |place, row: OrganisationRow| {
        let entry = Entry::Outlet(place.index(words.outlets.len())?);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, entry));
        words.outlets.push(organisation(place, &row)?);
        Ok(())
    })?;
    each(source, "bodies", |place, row: OrganisationRow| {
        let entry = Entry::Body(place.index(words.bodies.len())?);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, entry));
        words.bodies.push(organisation(place, &row)?);
        Ok(())
    })
}

pub(super) fn load_people(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "offices", |place, row: OfficeRow| {
        let entry = Entry::Office(place.index(words.offices.len())?);
        words.lexicon.phrase(&row.office, Case::Any, entry);
        let holders = values(&row.is).map(str::to_owned).collect();
        words.offices.push(Office { name: row.office, holders });
        Ok(())
    })?;
    each(source, "collectives", |place, row: CollectiveRow| {
        let entry = Entry::Collective(place.word("kind of source", &row.kind)?);
        values(&row.nouns).for_each(|noun| {
            words.lexicon.phrase(noun, Case::Any, entry);
        });
        Ok(())
    })
}

pub(super) fn load_items(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "items", |place, row: ItemRow| {
        let at = place.index(words.items.len())?;
        let category: ItemCategory = place.word("category of item", &row.category)?;
        for form in values(&row.name).chain(values(&row.forms)) {
            let case = if form.chars().any(char::is_uppercase) { Case::Exact } else { Case::Any };
            words.lexicon.phrase(form, case, Entry::Item(at));
            words.names.entry(form.to_lowercase()).or_insert(Entry::Item(at));
        }
        words.items.push(NamedItem { name: row.name, category, unit: row.unit });
        Ok(())
    })
}

pub(super) fn load_credit_lines(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "credit-lines", |place, row: CreditLineRow| {
        let sort = place.word("sort of credit line", &row.sort)?;
        let phrases = values(&row.phrases).map(|phrase| CreditPhrase { sort, phrase: phrase.to_lowercase() });
        words.credit_phrases.extend(phrases);
        Ok(())
    })
}
