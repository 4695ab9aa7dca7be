//! TAXII envelopes (TAXII 2.1 section 3.7).

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::{
    excerpt::Excerpt,
    fault::ObjectFault,
    limits::Limits,
    object::{ObjectHead, RawObject, id_of_refused},
    walk::{Name, Node, Role, Seen, Walk},
};

/// The wrapper of objects that TAXII sends both ways. A STIX bundle is read as one, its `type` and `id` unseen.
#[derive(Clone, Copy, Debug)]
pub struct Envelope;

/// What became of one element of `objects`: the object, or what can be said of the one that was refused: its `id` if
/// one can be made out, and why.
pub type ObjectRead<'a> = Result<RawObject<'a>, (Option<String>, ObjectFault)>;

/// An envelope as it was read.
#[derive(Debug, Default)]
pub struct EnvelopeIn<'a> {
    /// Whether there is more to be asked for.
    pub more: bool,
    /// Where to go on.
    pub next: Option<String>,
    /// The objects in their order, each for itself: one that is refused takes no other with it.
    pub objects: Vec<ObjectRead<'a>>,
}

/// Why an envelope was refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeFault {
    /// The body is no UTF-8 (RFC 8259 section 8.1).
    #[error("the body is not UTF-8: byte {at} begins no character")]
    NotUtf8 {
        /// The byte, counted from 0.
        at: usize,
    },
    /// The body is no JSON, is cut short, or goes on behind its end.
    #[error("the body is no JSON: {what}")]
    NotJson {
        /// What the reader says, with line and column.
        what: Excerpt,
    },
    /// The body is JSON, but no envelope.
    #[error("the body is no TAXII envelope: it is no JSON object")]
    NotAnObject,
    /// `objects` is no list.
    #[error("`objects` of the envelope is no list")]
    NotAList,
    /// There are more objects than [`Limits::max_objects`].
    #[error("the envelope has more than {limit} objects: send them in several")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// Another member of the envelope is at fault.
    #[error("in the envelope: {0}")]
    Member(ObjectFault),
}

impl Envelope {
    /// Reads an envelope: the body as a whole, then each element of `objects` for itself. Unknown members are
    /// passed over.
    ///
    /// # Errors
    /// Where the body as a whole is none. A fault of one object stands in [`EnvelopeIn::objects`].
    pub fn read<'a>(body: &'a [u8], limits: &Limits) -> Result<EnvelopeIn<'a>, EnvelopeFault> {
        let text = std::str::from_utf8(body).map_err(|e| EnvelopeFault::NotUtf8 { at: e.valid_up_to() })?;
        let mut outer = Outer { walk: Walk::new(limits.max_depth), fault: None, limits };
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = reader.deserialize_any(EnvelopeVisitor(&mut outer));
        let read = read.and_then(|envelope| reader.end().map(|()| envelope));
        read.map_err(|error| {
            let what = || Excerpt::of(&error.to_string());
            let member = outer.walk.fault().map(EnvelopeFault::Member);
            outer.fault.take().or(member).unwrap_or_else(|| match error.classify() {
                serde_json::error::Category::Data => EnvelopeFault::NotAnObject,
                _ => EnvelopeFault::NotJson { what: what() },
            })
        })
    }
}

/// What is kept while the outermost object is read.
struct Outer<'l, 'de> {
    walk: Walk<'de>,
    fault: Option<EnvelopeFault>,
    limits: &'l Limits,
}

impl Outer<'_, '_> {
    fn refuse<T, E: de::Error>(&mut self, fault: EnvelopeFault) -> Result<T, E> {
        self.fault.get_or_insert(fault);
        Err(E::custom("refused"))
    }
}

struct EnvelopeVisitor<'o, 'l, 'de>(&'o mut Outer<'l, 'de>);

impl<'de> Visitor<'de> for EnvelopeVisitor<'_, '_, 'de> {
    type Value = EnvelopeIn<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a TAXII envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<EnvelopeIn<'de>, A::Error> {
        let outer = self.0;
        let mut envelope = EnvelopeIn::default();
        let start = outer.walk.open();
        while let Some(name) = members.next_key_seed(Name)? {
            let role = match name.as_ref() {
                "objects" => {
                    outer.walk.note(name)?;
                    // A second list is refused below; until then the first stands.
                    envelope.objects.extend(members.next_value_seed(Objects(outer))?);
                    continue;
                }
                "more" => Role::Flag("more"),
                "next" => Role::TextOrNull("next"),
                _ => Role::Any,
            };
            outer.walk.note(name)?;
            // What is passed over has names of its own making: nothing in it is taken for a reference.
            match members.next_value_seed(Node { walk: &mut outer.walk, depth: 1, role, free: true })? {
                Seen::Flag(more) => envelope.more = more,
                Seen::Text(next) => envelope.next = Some(next.into_owned()),
                Seen::Nothing => {}
            }
        }
        outer.walk.close(start)?;
        Ok(envelope)
    }
}

struct Objects<'o, 'l, 'de>(&'o mut Outer<'l, 'de>);

impl<'de> DeserializeSeed<'de> for Objects<'_, '_, 'de> {
    type Value = Vec<ObjectRead<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! no_list {
    ($($visit:ident: $value:ty),*) => {
        $(fn $visit<E: de::Error>(self, _: $value) -> Result<Self::Value, E> {
            self.0.refuse(EnvelopeFault::NotAList)
        })*
    };
}

impl<'de> Visitor<'de> for Objects<'_, '_, 'de> {
    type Value = Vec<ObjectRead<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of STIX objects")
    }

    no_list!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        self.0.refuse(EnvelopeFault::NotAList)
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        self.0.refuse(EnvelopeFault::NotAList)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let limits = self.0.limits;
        let mut objects = Vec::new();
        let mut walk = Walk::new(limits.max_depth);
        // The element is sliced without recursion; its depth is held against the limit when it is walked.
        while let Some(raw) = elements.next_element::<&'de RawValue>()? {
            if objects.len() >= limits.max_objects {
                return self.0.refuse(EnvelopeFault::TooMany { limit: limits.max_objects });
            }
            let text = raw.get();
            let read = ObjectHead::read_text(text, limits, &mut walk);
            objects.push(match read {
                Ok(head) => Ok(RawObject { head, bytes: text.as_bytes() }),
                Err(fault) => Err((id_of_refused(text), fault)),
            });
        }
        Ok(objects)
    }
}

/// Writes an envelope around objects, whose bytes stand in it as they are. An envelope with nothing in it is `{}`, as
/// TAXII leaves out empty members; one with objects always says whether there is `more`, because some clients ask
/// for it unseen.
pub fn write_envelope<'o>(
    out: &mut Vec<u8>,
    objects: impl Iterator<Item = &'o [u8]>,
    more: bool,
    next: Option<&str>,
) {
    let mut objects = objects.peekable();
    let any = objects.peek().is_some();
    out.extend_from_slice(&head(any, more, next));
    let mut before: &[u8] = b"";
    for object in objects {
        out.extend_from_slice(before);
        out.extend_from_slice(object);
        before = b",";
    }
    out.extend_from_slice(tail(any));
}

/// What stands before the objects of an envelope, which follow with a comma between each two, if there are `any`:
/// for those who have them in one piece.
#[must_use]
pub fn head(any: bool, more: bool, next: Option<&str>) -> Vec<u8> {
    let mut head = vec![b'{'];
    if any || more || next.is_some() {
        head.extend_from_slice(if more { b"\"more\":true" } else { b"\"more\":false" });
    }
    if let Some(next) = next {
        head.extend_from_slice(b",\"next\":");
        head.extend_from_slice(serde_json::Value::from(next).to_string().as_bytes());
    }
    if any {
        head.extend_from_slice(b",\"objects\":[");
    }
    head
}

/// What stands after the objects of an envelope, if there are `any`.
#[must_use]
pub const fn tail(any: bool) -> &'static [u8] {
    if any { b"]}" } else { b"}" }
}

#[cfg(test)]
mod tests;
