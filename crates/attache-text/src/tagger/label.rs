//! The labels of tokens, as PolNeAR's spans give them (Newell, Margolin and Ruths, LREC 2018), each with
//! a first token and the tokens that go on.

/// How many labels there are.
pub const LABELS: usize = 7;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Of who is credited.
    Source,
    /// Of the words that credit.
    Cue,
    /// Of what is credited.
    Content,
}

/// A token's label: outside of everything, or first or further token of a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Label {
    /// Of nothing.
    #[default]
    Outside,
    /// Begins a run of a role.
    Begin(Role),
    /// Goes on with a run of a role.
    Inside(Role),
}

impl Label {
    /// All labels, in the order of the model's columns.
    pub const ALL: [Self; LABELS] = [
        Self::Outside,
        Self::Begin(Role::Source),
        Self::Inside(Role::Source),
        Self::Begin(Role::Cue),
        Self::Inside(Role::Cue),
        Self::Begin(Role::Content),
        Self::Inside(Role::Content),
    ];

    /// Its column in the model.
    #[must_use]
    pub const fn column(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Begin(Role::Source) => 1,
            Self::Inside(Role::Source) => 2,
            Self::Begin(Role::Cue) => 3,
            Self::Inside(Role::Cue) => 4,
            Self::Begin(Role::Content) => 5,
            Self::Inside(Role::Content) => 6,
        }
    }

    /// The role, where there is one.
    #[must_use]
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Outside => None,
            Self::Begin(role) | Self::Inside(role) => Some(role),
        }
    }

    /// Whether this label may stand behind `before`: a run goes on only where one is.
    #[must_use]
    pub fn follows(self, before: Option<Self>) -> bool {
        match self {
            Self::Inside(role) => before.is_some_and(|b| b.role() == Some(role)),
            _ => true,
        }
    }
}
