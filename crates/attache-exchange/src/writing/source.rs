//! Sources, outlets and originators as identities (STIX 2.1 section 4.5).

use attache_core::{
    claim::Originator,
    source::{Source, SourceKind},
};
use attache_stix::{
    stix_id::StixId,
    typed::{Identity, IdentityType},
};
use serde_json::Map;

use super::{Pile, WriteFault};

/// A carrier of a chain.
pub(super) fn put(source: &Source, markings: &[StixId], pile: &mut Pile<'_>) -> Result<StixId, WriteFault> {
    let label = source.kind.to_string();
    let roles = source.office.iter().cloned().collect();
    put_identity(&source.name, class(source.kind), label, roles, markings, pile)
}

/// Whose a claim is to release: ourselves, or the organisation that it came from.
pub(super) fn put_originator(
    originator: &Originator,
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<StixId, WriteFault> {
    if originator.0 == pile.shelf().issuer.name {
        return Ok(pile.issuer().clone());
    }
    put_identity(&originator.0, "organization", "originator".into(), Vec::new(), markings, pile)
}

fn put_identity(
    name: &str,
    class: &str,
    label: String,
    roles: Vec<String>,
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<StixId, WriteFault> {
    const TYPE: &str = "identity";
    let mut common = pile.common(TYPE, markings)?;
    common.labels = vec![label];
    pile.put_named(
        TYPE,
        &Identity {
            type_name: IdentityType::Identity,
            common,
            name: name.to_owned(),
            description: None,
            roles,
            identity_class: Some(class.to_owned()),
            sectors: Vec::new(),
            contact_information: None,
            rest: Map::new(),
        },
    )
}

/// The nearest word of `identity-class-ov` (STIX 2.1 section 10.7). Our own word is the label.
const fn class(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Official | SourceKind::Person => "individual",
        SourceKind::Group | SourceKind::ArmedGroup => "group",
        SourceKind::Outlet
        | SourceKind::NewsAgency
        | SourceKind::GovernmentBody
        | SourceKind::Military
        | SourceKind::Intelligence
        | SourceKind::Parliament
        | SourceKind::InternationalOrganisation
        | SourceKind::ResearchInstitute
        | SourceKind::Company => "organization",
        SourceKind::OfficialAnonymous | SourceKind::ExpertsUnnamed | SourceKind::OutletsUnnamed => "class",
        SourceKind::Survey | SourceKind::SurveyUnnamed | SourceKind::Document | SourceKind::Unnamed => {
            "unknown"
        }
    }
}
