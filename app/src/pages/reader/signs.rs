//! The signs of the picture, one by one, drawn small for the legend. They carry the classes of the picture itself, so
//! that the style sheet draws both alike.

/// A sign of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Who said it.
    Speaker,
    /// First-hand.
    Origin,
    /// Any other step.
    Step,
    /// A step without a name.
    Unknown,
    /// What readers saw.
    Read,
    /// A hop that was compared.
    Verified,
    /// A hop that its text asserts.
    Asserted,
    /// A translation.
    Translation,
    /// Wire copy.
    Wire,
    /// A line that leads back.
    Loop,
    /// A step that every path passes through.
    Choke,
    /// Differences over a hop.
    Drift,
    /// A card that was corrected or retracted.
    Struck,
}

impl Sign {
    /// All, in the order in which the legend explains them.
    pub(super) const ALL: [Self; 13] = [
        Self::Speaker,
        Self::Origin,
        Self::Step,
        Self::Unknown,
        Self::Read,
        Self::Verified,
        Self::Asserted,
        Self::Translation,
        Self::Wire,
        Self::Loop,
        Self::Choke,
        Self::Drift,
        Self::Struck,
    ];

    /// What is inside the drawing, in a room of 72 by 40.
    fn inside(self) -> &'static str {
        match self {
            Self::Speaker => {
                r#"<circle class="chain-disc-speaker" cx="36" cy="20" r="16"/><text class="chain-initials" text-anchor="middle" x="36" y="25">AB</text>"#
            }
            Self::Origin => r#"<circle class="chain-disc chain-disc-origin" cx="36" cy="20" r="8"/>"#,
            Self::Step => r#"<circle class="chain-disc" cx="36" cy="20" r="5"/>"#,
            Self::Unknown => {
                r#"<circle class="chain-disc chain-disc-unknown" cx="36" cy="20" r="8"/><text class="chain-query" text-anchor="middle" x="36" y="24">?</text>"#
            }
            Self::Read => {
                r#"<rect class="chain-card" x="8" y="6" width="56" height="28" rx="3"/><path class="chain-edge" d="M8 34H64"/>"#
            }
            Self::Verified => {
                r#"<g class="chain-verified"><path class="chain-line" d="M2 20H70"/></g><g class="chain-tick"><circle cx="36" cy="20" r="7.5"/><path d="M32 20l3 3.2l5 -6.4"/></g>"#
            }
            Self::Asserted => r#"<g class="chain-asserted"><path class="chain-line" d="M2 20H70"/></g>"#,
            Self::Translation => {
                r#"<g class="chain-translation"><path class="chain-line" d="M2 26H70"/><path class="chain-line-inner" d="M2 26H70"/></g><text class="chain-tag" text-anchor="middle" x="36" y="16">ru → id</text>"#
            }
            Self::Wire => r#"<path class="chain-line" d="M2 20H70"/><path class="chain-line-aside" d="M2 24.5H70"/>"#,
            Self::Loop => {
                r#"<g class="chain-loop"><path class="chain-line" d="M62 10V22Q62 30 54 30H18Q10 30 10 22V16"/><path class="chain-arrow" d="M0 0l-9 -5v10z" transform="translate(10 8) rotate(-90)"/></g><text class="chain-tag" text-anchor="middle" x="36" y="20">↻</text>"#
            }
            Self::Choke => {
                r#"<path class="chain-diamond" d="M36 6l14 14l-14 14l-14 -14z"/><circle class="chain-disc" cx="36" cy="20" r="5"/>"#
            }
            Self::Drift => {
                r#"<path class="chain-line" d="M2 20H70"/><rect class="chain-drift-box" x="18" y="8" width="36" height="24" rx="12"/><path class="chain-differs" d="M25 18H35M25 22H35M27.5 26L32.5 14"/><text class="chain-tag" x="40" y="24.5">2</text>"#
            }
            Self::Struck => {
                r#"<rect class="chain-card" x="8" y="6" width="56" height="28" rx="3"/><path class="chain-struck" d="M48 6L64 22"/>"#
            }
        }
    }

    /// The drawing. The words beside it say the same, so readers who hear the page skip it.
    pub(super) fn svg(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain-picture sign\" aria-hidden=\"true\" \
             width=\"72\" height=\"40\" viewBox=\"0 0 72 40\">{}</svg>",
            self.inside()
        )
    }
}
