//! Names on a list that name nobody.

use std::fmt;

use crate::{country::CountryCode, recipient::Recipient, roster::Roster, source::folded};

use super::Marking;

/// A name on a list that names no country, no group and no partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As written.
    pub name: String,
    /// What was meant, perhaps.
    pub meant: Option<String>,
}

/// Names on a list that name nobody: they would match nothing, in silence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nobody is meant by {}: write countries by two capital letters, groups and partners by their names here", listed(.0))]
pub struct UnknownNames(pub Vec<UnknownName>);

fn listed(names: &[UnknownName]) -> String {
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.name)?;
        self.meant.as_ref().map_or(Ok(()), |meant| write!(f, " (perhaps {meant})"))
    }
}

impl Marking {
    /// Whether everything on its list names a country, a group with members or an agreement, or a partner.
    /// Names are compared byte for byte when a release is decided, so that "kr" or "KOR" lets nobody have it.
    ///
    /// # Errors
    /// Those that name nobody, with what was meant where that can be told.
    pub fn check_names(&self, roster: &Roster) -> Result<(), UnknownNames> {
        let unknown = self.releasable_to.iter().filter(|name| !is_known(name, roster));
        let unknown: Vec<_> =
            unknown.map(|name| UnknownName { name: name.clone(), meant: meant_by(name, roster) }).collect();
        if unknown.is_empty() { Ok(()) } else { Err(UnknownNames(unknown)) }
    }
}

fn is_known(name: &str, roster: &Roster) -> bool {
    let is_country = |country: CountryCode| country.as_str() == name && country.short_name().is_some();
    if name.parse().is_ok_and(is_country) {
        return true;
    }
    match name.parse::<Recipient>() {
        Ok(Recipient::Partner(id)) => roster.partner(&id).is_some(),
        Ok(Recipient::Group(group)) => {
            roster.groups().contains(&group) || roster.agreement(&Recipient::Group(group)).is_some()
        }
        Err(_) => false,
    }
}

fn meant_by(name: &str, roster: &Roster) -> Option<String> {
    let bare = name.trim();
    let by_code = bare.parse::<CountryCode>().ok().filter(|country| country.short_name().is_some());
    let country = by_code.or_else(|| CountryCode::meant_by(bare)).map(|country| country.to_string());
    let same = |known: &String| folded(known) == folded(name);
    let groups = roster.groups().into_iter().map(ToString::to_string);
    let partners = roster.partners().map(|state| state.partner.id.to_string());
    country.or_else(|| groups.chain(partners).find(same))
}

#[cfg(test)]
mod tests {
    use crate::{
        marking::Tlp,
        release::fixture::{agree, agreement, desk, marking, partner, roster, set},
    };

    #[test]
    fn a_name_that_would_match_nothing_is_told_with_what_was_meant() {
        assert_eq!(marking(Tlp::Green, &["KR", "desk", "G-DESK"]).check_names(&desk()), Ok(()));
        let wrong =
            marking(Tlp::Green, &["KOR", "kr", " KR", "South Korea", "g-desk", "DESK", "ZZ", "nobody", "KR"]);
        let told = wrong.check_names(&desk()).unwrap_err().0;
        let told: Vec<_> = told.iter().map(|name| (name.name.as_str(), name.meant.as_deref())).collect();
        assert_eq!(
            told,
            [
                (" KR", Some("KR")),
                ("DESK", Some("desk")),
                ("KOR", Some("KR")),
                ("South Korea", Some("KR")),
                ("ZZ", None),
                ("g-desk", Some("G-DESK")),
                ("kr", Some("KR")),
                ("nobody", None),
            ]
        );
    }

    #[test]
    fn a_group_is_known_by_its_members_or_by_its_agreement() {
        let without_members = roster(vec![set(partner("desk")), agree(agreement("MSMT"))]);
        assert_eq!(marking(Tlp::Green, &["MSMT", "G-DESK"]).check_names(&without_members), Ok(()));
        let error = marking(Tlp::Green, &["MSNT"]).check_names(&without_members).unwrap_err();
        assert!(error.to_string().starts_with("nobody is meant by `MSNT`:"), "{error}");
    }
}
