//! The models that come with Tandem, and their leads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::model::{Model, file};

/// A model that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    SimpleStart,
    B2bSoftware,
    ConsumerBrand,
    GitlabHandbook,
}

/// Generated leads with events and outcomes, for all samples.
const LIBRARY: &[u8] = include_bytes!("../../sample-models/leads.sqlite");

impl Sample {
    pub const ALL: [Self; 4] = [Self::SimpleStart, Self::B2bSoftware, Self::ConsumerBrand, Self::GitlabHandbook];

    /// The model's file, as it stands in `sample-models/`.
    pub fn text(self) -> &'static str {
        match self {
            Self::SimpleStart => include_str!("../../sample-models/simple-start.ron"),
            Self::B2bSoftware => include_str!("../../sample-models/b2b-software.ron"),
            Self::ConsumerBrand => include_str!("../../sample-models/consumer-brand.ron"),
            Self::GitlabHandbook => include_str!("../../sample-models/gitlab-handbook.ron"),
        }
    }

    /// The id of a line that says what it teaches, in the locale's files.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::SimpleStart => "sample-simple-start",
            Self::B2bSoftware => "sample-b2b-software",
            Self::ConsumerBrand => "sample-consumer-brand",
            Self::GitlabHandbook => "sample-gitlab-handbook",
        }
    }

    /// The name that the model itself has; a test holds the two to each other.
    pub fn name(self) -> &'static str {
        match self {
            Self::SimpleStart => "Simple start",
            Self::B2bSoftware => "B2B software",
            Self::ConsumerBrand => "Consumer brand",
            Self::GitlabHandbook => "GitLab handbook",
        }
    }

    pub fn model(self) -> Result<Model, String> {
        file::parse(self.text()).map_err(|err| format!("The sample can't be read: {err}"))
    }
}

/// A model to begin a new one with: empty, or the criteria of a sample without what others said and signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    Empty,
    Sample(Sample),
}

impl Template {
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Empty).chain(Sample::ALL.into_iter().map(Self::Sample))
    }

    pub fn name(self) -> String {
        match self {
            Self::Empty => tr!("template-empty"),
            Self::Sample(sample) => sample.name().to_owned(),
        }
    }

    /// What it is, in one line.
    pub fn about(self) -> String {
        match self {
            Self::Empty => tr!("template-empty-about"),
            Self::Sample(sample) => super::text::tr(sample.text_id()),
        }
    }

    /// A new model: nobody has proposed, decided or signed anything in it yet.
    pub fn model(self) -> Result<Model, String> {
        match self {
            Self::Empty => Ok(Model::new(super::text::tr("new-model"))),
            Self::Sample(sample) => sample.model().map(unsigned),
        }
    }
}

fn unsigned(mut model: Model) -> Model {
    for criterion in &mut model.criteria {
        criterion.proposals = Default::default();
    }
    model.sign_offs.clear();
    model.decisions.clear();
    model.signed.clear();
    model.scenarios.clear();
    // What is expected, too, is the sample's own.
    model.test_leads.clear();
    model.segments.clear();
    model
}

/// Where the sample leads stand; they are put into `folder` the first time.
pub fn library_path(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join(format!("sample-leads-{:08x}.sqlite", fingerprint(LIBRARY)));
    if !path.exists() {
        fs::create_dir_all(folder)
            .and_then(|()| file::write_atomically(&path, LIBRARY, false))
            .map_err(|err| format!("The sample leads can't be written to {}: {err}", path.display()))?;
    }
    Ok(path)
}

/// Other sample leads get another name, so that what stands there is never written over (FNV-1a, 32 bits).
fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check::{Severity, check};

    #[test]
    fn every_sample_reads_and_has_no_errors() {
        for sample in Sample::ALL {
            let model = sample.model().expect("a sample is a model");
            assert_eq!(model.name, sample.name());
            let errors: Vec<_> =
                check(&model, None).into_iter().filter(|problem| problem.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{sample:?}: {errors:?}");
        }
    }

    #[test]
    fn a_template_is_a_model_in_which_nobody_has_said_anything_yet() {
        let samples = Sample::ALL.map(|sample| sample.model().expect("a sample is a model"));
        assert!(samples.iter().flat_map(|model| &model.criteria).any(|row| row.proposals != Default::default()));
        for template in Template::all() {
            let model = template.model().expect("a template is a model");
            assert!(model.criteria.iter().all(|row| row.proposals == Default::default()), "{template:?}");
            assert!(
                model.sign_offs.is_empty() && model.decisions.is_empty() && model.signed.is_empty(),
                "{template:?}"
            );
            assert!(model.test_leads.is_empty() && model.segments.is_empty(), "{template:?}");
            assert!(!template.about().is_empty());
        }
    }
}
