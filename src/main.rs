use std::process::ExitCode;

use tandem::{app, cli};

/// Arguments → the window, or a subcommand. The two meet here, since the command line knows nothing of the window.
fn main() -> ExitCode {
    cli::run(&cli::Window {
        open: |model, library| app::run(app::Options { model, library }),
        render: |request| {
            app::render(&app::RenderRequest {
                model: request.model,
                library: request.library,
                as_of: request.as_of,
                against: request.against,
                page: match request.page {
                    cli::Page::Criteria => app::state::Page::Criteria,
                    cli::Page::Matrix => app::state::Page::Matrix,
                    cli::Page::Leads => app::state::Page::Leads,
                    cli::Page::WhatIf => app::state::Page::WhatIf,
                    cli::Page::Problems => app::state::Page::Problems,
                    cli::Page::Agreement => app::state::Page::Agreement,
                },
                size: request.size,
                is_dark: request.theme == cli::Theme::Dark,
                is_presentation: request.presentation,
                out: request.out,
            })
        },
    })
}
