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

    pub fn model(self) -> Result<Model, String> {
        file::parse(self.text()).map_err(|err| format!("The sample can't be read: {err}"))
    }
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
            let errors: Vec<_> =
                check(&model, None).into_iter().filter(|problem| problem.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{sample:?}: {errors:?}");
        }
    }
}
