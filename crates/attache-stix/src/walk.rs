//! One pass over any JSON: what must hold of it at every depth, and which objects it refers to.

use std::{borrow::Cow, fmt};

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::{excerpt::Excerpt, fault::ObjectFault, stix_id::StixId};

/// Up to so many names are compared each with each; more are sorted.
const FEW: usize = 16;

/// What a walk keeps. It is used for many objects one after the other, so that its memory is allocated once.
#[derive(Debug)]
pub(crate) struct Walk<'de> {
    /// The names of the members of all objects that are open, innermost last.
    names: Vec<Cow<'de, str>>,
    /// The identifiers found.
    pub(crate) refs: Vec<StixId>,
    fault: Option<ObjectFault>,
    max_depth: usize,
}

/// What a value is to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    /// Anything.
    Any,
    /// An identifier.
    Reference,
    /// A list of identifiers.
    References,
    /// A string, which is handed back.
    Text(&'static str),
    /// A string or null.
    TextOrNull(&'static str),
    /// True or false, which is handed back.
    Flag(&'static str),
}

impl Role {
    /// By the name of the member (STIX 2.1 section 3.1: names that end so hold identifiers).
    pub(crate) fn by_name(name: &str) -> Self {
        if name.ends_with("_ref") {
            Self::Reference
        } else if name.ends_with("_refs") {
            Self::References
        } else {
            Self::Any
        }
    }
}

/// Members whose content follows other rules of naming than STIX: dictionaries with names from outside, custom
/// properties, and the old `objects` of observed data with its local references. An identifier there is still
/// collected; something else under such a name is no fault.
pub(crate) fn is_free(name: &str) -> bool {
    name.starts_with("x_")
        || matches!(
            name,
            "objects"
                | "contents"
                | "environment_variables"
                | "additional_header_fields"
                | "document_info_dict"
                | "request_header"
                | "exif_tags"
                | "startup_info"
                | "ipfix"
        )
}

/// What a value was.
#[derive(Debug)]
pub(crate) enum Seen<'de> {
    /// Nothing that was asked for.
    Nothing,
    /// The string.
    Text(Cow<'de, str>),
    /// The flag.
    Flag(bool),
}

impl<'de> Walk<'de> {
    pub(crate) const fn new(max_depth: usize) -> Self {
        Self { names: Vec::new(), refs: Vec::new(), fault: None, max_depth }
    }

    /// Forgets the object before.
    pub(crate) fn clear(&mut self) {
        self.names.clear();
        self.refs.clear();
        self.fault = None;
    }

    /// Why the walk was given up, if it was.
    pub(crate) fn fault(&mut self) -> Option<ObjectFault> {
        self.fault.take()
    }

    /// Gives the walk up.
    pub(crate) fn refuse<T, E: de::Error>(&mut self, fault: ObjectFault) -> Result<T, E> {
        self.fault.get_or_insert(fault);
        Err(E::custom("refused"))
    }

    fn deeper<E: de::Error>(&mut self, depth: usize) -> Result<usize, E> {
        if depth >= self.max_depth {
            return self.refuse(ObjectFault::TooDeep { limit: self.max_depth });
        }
        Ok(depth + 1)
    }

    /// Opens an object: where its names begin.
    pub(crate) fn open(&self) -> usize {
        self.names.len()
    }

    /// Notes a name of the object that is open.
    pub(crate) fn note<E: de::Error>(&mut self, name: Cow<'de, str>) -> Result<(), E> {
        // serde_json reads the string in such a member as if it stood there unquoted: what one reader holds for text
        // would be structure to another. STIX has no `$` in its names.
        if name.starts_with("$serde_json::") {
            return self.refuse(ObjectFault::Reserved { member: Excerpt::of(&name) });
        }
        self.names.push(name);
        Ok(())
    }

    /// Closes an object: no name stood twice.
    pub(crate) fn close<E: de::Error>(&mut self, start: usize) -> Result<(), E> {
        let twice = self.names.get_mut(start..).and_then(|names| {
            if names.len() <= FEW {
                let before = |at: usize, name| names.get(..at).is_some_and(|before| before.contains(name));
                return names
                    .iter()
                    .enumerate()
                    .find(|(at, name)| before(*at, name))
                    .map(|(_, name)| name.clone());
            }
            names.sort_unstable();
            names.windows(2).find_map(|pair| match pair {
                [a, b] if a == b => Some(a.clone()),
                _ => None,
            })
        });
        self.names.truncate(start);
        match twice {
            None => Ok(()),
            Some(name) => self.refuse(ObjectFault::Twice { member: Excerpt::of(&name) }),
        }
    }

    fn member(&self) -> Excerpt {
        // What stands in the member may be shown beside it.
        Excerpt::within(self.names.last().map_or("", |name| name), 30)
    }
}

/// One value of the walk.
#[derive(Debug)]
pub(crate) struct Node<'w, 'de> {
    pub(crate) walk: &'w mut Walk<'de>,
    /// How many objects and arrays it stands in.
    pub(crate) depth: usize,
    pub(crate) role: Role,
    /// Whether it stands in a member that [`is_free`].
    pub(crate) free: bool,
}

impl<'de> Node<'_, 'de> {
    /// A value that is no string: is it what it should be?
    fn other<E: de::Error>(self) -> Result<Seen<'de>, E> {
        let fault = match self.role {
            Role::Any => return Ok(Seen::Nothing),
            Role::Reference | Role::References if self.free => return Ok(Seen::Nothing),
            Role::Reference => ObjectFault::NotAReference { member: self.walk.member() },
            Role::References => ObjectFault::NotReferences { member: self.walk.member() },
            Role::Text(member) | Role::TextOrNull(member) => ObjectFault::NotText { member },
            Role::Flag(member) => ObjectFault::NotAFlag { member },
        };
        self.walk.refuse(fault)
    }

    fn text<E: de::Error>(self, text: &str, keep: impl FnOnce() -> Cow<'de, str>) -> Result<Seen<'de>, E> {
        match self.role {
            Role::Text(_) | Role::TextOrNull(_) => return Ok(Seen::Text(keep())),
            Role::Reference => match text.parse() {
                Ok(id) => self.walk.refs.push(id),
                Err(_) if self.free => {}
                Err(fault) => {
                    let member = self.walk.member();
                    return self.walk.refuse(ObjectFault::Reference { member, fault });
                }
            },
            Role::Any => {}
            Role::References | Role::Flag(_) => return self.other(),
        }
        Ok(Seen::Nothing)
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, 'de> {
    type Value = Seen<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Seen<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, 'de> {
    type Value = Seen<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Seen<'de>, E> {
        if matches!(self.role, Role::Flag(_)) { Ok(Seen::Flag(value)) } else { self.other() }
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Seen<'de>, E> {
        self.other()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Seen<'de>, E> {
        self.other()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Seen<'de>, E> {
        self.other()
    }

    fn visit_unit<E: de::Error>(self) -> Result<Seen<'de>, E> {
        if matches!(self.role, Role::TextOrNull(_)) { Ok(Seen::Nothing) } else { self.other() }
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Seen<'de>, E> {
        self.text(text, || Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Seen<'de>, E> {
        self.text(text, || Cow::Owned(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Seen<'de>, A::Error> {
        let role = match self.role {
            Role::Any => Role::Any,
            Role::References => Role::Reference,
            Role::Reference if self.free => Role::Any,
            _ => return self.other(),
        };
        let depth = self.walk.deeper(self.depth)?;
        while elements.next_element_seed(Node { walk: self.walk, depth, role, free: self.free })?.is_some() {}
        Ok(Seen::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Seen<'de>, A::Error> {
        match self.role {
            Role::Any => {}
            Role::Reference | Role::References if self.free => {}
            _ => return self.other(),
        }
        let depth = self.walk.deeper(self.depth)?;
        let start = self.walk.open();
        while let Some(name) = members.next_key_seed(Name)? {
            let (role, free) = (Role::by_name(&name), self.free || is_free(&name));
            self.walk.note(name)?;
            members.next_value_seed(Node { walk: self.walk, depth, role, free })?;
        }
        self.walk.close(start)?;
        Ok(Seen::Nothing)
    }
}

/// The name of a member; borrowed unless it has escapes.
pub(crate) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}
