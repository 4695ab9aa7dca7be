//! Why an object of somebody was not taken.

use crate::{excerpt::Excerpt, stix_id::NotAStixId, stix_time::TimeFault};

/// Why one object was refused. The wording stands in `failures[].message` of a TAXII status (TAXII 2.1 section
/// 4.3.1): it names the place and quotes at most 80 characters of what was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObjectFault {
    /// The bytes are no UTF-8 (RFC 8259 section 8.1).
    #[error("the object is not UTF-8: byte {at} begins no character")]
    NotUtf8 {
        /// The byte, counted from 0.
        at: usize,
    },
    /// The bytes are no JSON: also a lone surrogate in a string, or a number that no double can hold.
    #[error("the object is no JSON that can be read: {what}")]
    NotJson {
        /// What the reader says, with line and column within the object.
        what: Excerpt,
    },
    /// An array, a string, a number, … stands where an object should.
    #[error("this is no JSON object")]
    NotAnObject,
    /// It is larger than [`crate::limits::Limits::max_object_bytes`].
    #[error("the object has {bytes} bytes: at most {limit} are taken")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is deeper than [`crate::limits::Limits::max_depth`].
    #[error("objects and arrays stand in one another more than {limit} levels deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Two members of one JSON object have one name, so that readers would differ about its content.
    #[error("the member `{member}` stands twice in one object")]
    Twice {
        /// The name.
        member: Excerpt,
    },
    /// A member has a name by which a JSON reader knows its own insertions.
    #[error("the member `{member}` has a name that is no name of STIX")]
    Reserved {
        /// The name.
        member: Excerpt,
    },
    /// A property that must be there is not.
    #[error("`{member}` is missing{why}")]
    Missing {
        /// The property.
        member: &'static str,
        /// Why it must be there; empty or with a leading colon.
        why: &'static str,
    },
    /// A property that is a string is something else.
    #[error("`{member}` is no string")]
    NotText {
        /// The property.
        member: &'static str,
    },
    /// A property that is true or false is something else.
    #[error("`{member}` is neither true nor false")]
    NotAFlag {
        /// The property.
        member: &'static str,
    },
    /// `id` is no identifier.
    #[error("`id`: {0}")]
    Id(NotAStixId),
    /// `type` and the type in `id` differ (STIX 2.1 section 2.9).
    #[error("`type` is `{type_name}`, but the identifier says `{of_id}`")]
    TypeDiffers {
        /// What `type` says.
        type_name: Excerpt,
        /// What `id` says.
        of_id: Excerpt,
    },
    /// A bundle stands where its objects should.
    #[error("a bundle is no object of an envelope: send what is in its `objects`")]
    ABundle,
    /// The object is of another version of STIX.
    #[error("`spec_version` is `{found}`: only 2.1 is taken")]
    SpecVersion {
        /// What it says.
        found: Excerpt,
    },
    /// `created` or `modified` is no point in time.
    #[error("`{member}` is no timestamp of STIX 2.1: {fault}")]
    Time {
        /// The property.
        member: &'static str,
        /// What is wrong with it.
        fault: TimeFault,
    },
    /// The version is older than the object (STIX 2.1 section 3.2).
    #[error("`modified` is earlier than `created`")]
    ModifiedBeforeCreated,
    /// A property that refers to another object holds something else (STIX 2.1 section 3.2).
    #[error("`{member}` refers to nothing: {fault}")]
    Reference {
        /// The property.
        member: Excerpt,
        /// What is wrong with it.
        fault: NotAStixId,
    },
    /// A property whose name ends with `_ref` holds no string.
    #[error("`{member}` is no STIX identifier")]
    NotAReference {
        /// The property.
        member: Excerpt,
    },
    /// A property whose name ends with `_refs` holds no list of strings.
    #[error("`{member}` is no list of STIX identifiers")]
    NotReferences {
        /// The property.
        member: Excerpt,
    },
}
