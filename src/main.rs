use std::process::ExitCode;

use tandem::{app, cli};

/// Arguments → the window, or a subcommand. The two meet here, since the command line knows nothing of the window.
fn main() -> ExitCode {
    cli::run(&cli::Window {
        open: |model, library| app::run(app::Options { model, library }),
        render: |request| {
            use app::{pages::leads::Tab, state::Page};
            let (page, tab) = match request.page {
                cli::Page::Criteria => (Page::Criteria, Tab::People),
                cli::Page::Matrix => (Page::Matrix, Tab::People),
                cli::Page::Leads => (Page::Leads, Tab::People),
                cli::Page::Accounts => (Page::Leads, Tab::Accounts),
                cli::Page::TestLeads => (Page::Leads, Tab::TestLeads),
                cli::Page::Nurture => (Page::Leads, Tab::Nurture),
                cli::Page::Sandbox => (Page::Leads, Tab::Sandbox),
                cli::Page::WhatIf => (Page::WhatIf, Tab::People),
                cli::Page::Problems => (Page::Problems, Tab::People),
                cli::Page::Agreement => (Page::Agreement, Tab::People),
                cli::Page::Library => (Page::Library, Tab::People),
            };
            app::render(&app::RenderRequest {
                model: request.model,
                library: request.library,
                as_of: request.as_of,
                against: request.against,
                page,
                tab,
                size: request.size,
                is_dark: request.theme == cli::Theme::Dark,
                is_presentation: request.presentation,
                out: request.out,
            })
        },
    })
}
