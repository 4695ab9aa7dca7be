//! The members of a STIX object that its head is made of.

use std::{borrow::Cow, fmt};

use serde::de::{MapAccess, Visitor};

use super::{ObjectHead, Version};
use crate::{
    excerpt::Excerpt,
    fault::ObjectFault,
    object_type::ObjectType,
    stix_id::StixId,
    stix_time::StixTime,
    walk::{Name, Node, Role, Seen, Walk, is_free},
};

/// Reads the outermost object.
pub(super) struct HeadVisitor<'w, 'de> {
    pub(super) walk: &'w mut Walk<'de>,
}

/// The members as they stand, before they are held against one another.
#[derive(Default)]
pub(super) struct Draft<'de> {
    type_name: Option<Cow<'de, str>>,
    id: Option<Cow<'de, str>>,
    spec_version: Option<Cow<'de, str>>,
    created: Option<Cow<'de, str>>,
    modified: Option<Cow<'de, str>>,
    created_by: Option<StixId>,
    revoked: bool,
    marking_refs: Vec<String>,
    granular: bool,
}

impl<'de> Visitor<'de> for HeadVisitor<'_, 'de> {
    type Value = Draft<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a STIX object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Draft<'de>, A::Error> {
        let walk = self.walk;
        let mut draft = Draft::default();
        let start = walk.open();
        while let Some(name) = members.next_key_seed(Name)? {
            let before = walk.refs.len();
            let member = Member::of(&name);
            let (role, free) = match member {
                Member::Text(member) => (Role::Text(member), false),
                Member::Revoked => (Role::Flag("revoked"), false),
                _ => (Role::by_name(&name), is_free(&name)),
            };
            walk.note(name)?;
            let seen = members.next_value_seed(Node { walk, depth: 1, role, free })?;
            match (member, seen) {
                (Member::Text(member), Seen::Text(text)) => draft.put(member, text),
                (Member::Revoked, Seen::Flag(revoked)) => draft.revoked = revoked,
                (Member::CreatedBy, _) => draft.created_by = walk.refs.last().cloned(),
                (Member::Markings, _) => {
                    draft.marking_refs = walk.refs.iter().skip(before).map(ToString::to_string).collect();
                }
                (Member::Granular, _) => draft.granular = true,
                _ => {}
            }
        }
        walk.close(start)?;
        Ok(draft)
    }
}

/// Members of the outermost object that the head is made of.
#[derive(Clone, Copy)]
enum Member {
    Text(&'static str),
    CreatedBy,
    Revoked,
    Markings,
    Granular,
    Another,
}

impl Member {
    fn of(name: &str) -> Self {
        match name {
            "type" => Self::Text("type"),
            "id" => Self::Text("id"),
            "spec_version" => Self::Text("spec_version"),
            "created" => Self::Text("created"),
            "modified" => Self::Text("modified"),
            "created_by_ref" => Self::CreatedBy,
            "revoked" => Self::Revoked,
            "object_marking_refs" => Self::Markings,
            "granular_markings" => Self::Granular,
            _ => Self::Another,
        }
    }
}

impl<'de> Draft<'de> {
    fn put(&mut self, member: &str, text: Cow<'de, str>) {
        let place = match member {
            "type" => &mut self.type_name,
            "id" => &mut self.id,
            "spec_version" => &mut self.spec_version,
            "created" => &mut self.created,
            _ => &mut self.modified,
        };
        *place = Some(text);
    }

    /// The head, if the members agree with one another.
    pub(super) fn check(self, refs: Vec<StixId>) -> Result<ObjectHead, ObjectFault> {
        let type_name = self.type_name.ok_or(ObjectFault::Missing { member: "type", why: "" })?;
        if type_name == "bundle" {
            return Err(ObjectFault::ABundle);
        }
        let id = self.id.ok_or(ObjectFault::Missing { member: "id", why: "" })?;
        let id: StixId = id.parse().map_err(ObjectFault::Id)?;
        if id.type_name() != type_name {
            let (type_name, of_id) = (Excerpt::within(&type_name, 40), Excerpt::within(id.type_name(), 40));
            return Err(ObjectFault::TypeDiffers { type_name, of_id });
        }
        let kind = ObjectType::of(&type_name);
        let observable = kind == ObjectType::Other && self.created.is_none() && self.modified.is_none();
        match self.spec_version.as_deref() {
            Some("2.1") => {}
            Some(found) => return Err(ObjectFault::SpecVersion { found: Excerpt::of(found) }),
            None if observable => {}
            None => {
                let why = ": only a cyber-observable may leave it out, and only STIX 2.1 is taken";
                return Err(ObjectFault::Missing { member: "spec_version", why });
            }
        }
        let created = time("created", self.created.as_deref())?;
        let modified = time("modified", self.modified.as_deref())?;
        if created.is_none() && kind != ObjectType::Other {
            return Err(ObjectFault::Missing { member: "created", why: ": an object of this type has one" });
        }
        if modified.is_none() && kind == ObjectType::Versioned {
            return Err(ObjectFault::Missing { member: "modified", why: ": an object of this type has one" });
        }
        if let (Some(created), Some(modified)) = (created, modified)
            && modified < created
        {
            return Err(ObjectFault::ModifiedBeforeCreated);
        }
        Ok(ObjectHead {
            id,
            spec_version: self.spec_version.map(Cow::into_owned),
            version: modified.or(created).map_or(Version::Unversioned, Version::At),
            created_by: self.created_by,
            revoked: self.revoked,
            marking_refs: self.marking_refs,
            granular: self.granular,
            refs,
        })
    }
}

fn time(member: &'static str, text: Option<&str>) -> Result<Option<StixTime>, ObjectFault> {
    text.map(|text| text.parse().map_err(|fault| ObjectFault::Time { member, fault })).transpose()
}
