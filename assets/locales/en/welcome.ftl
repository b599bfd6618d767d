# The page that greets.

welcome-line = Marketing and sales design one lead-scoring model together, and see at once what it does to real leads
welcome-open-sample = Open the B2B sample
welcome-samples = Start from a sample
welcome-sample = Open the sample { $name }
welcome-criteria = { $count } { $count ->
    [one] criterion
   *[other] criteria
}
sample-simple-start = Five criteria on the 5 / 10 / 15 scale: what two teams can agree on in one meeting
sample-b2b-software = A whole model for software sold to companies: job titles, caps, fading, spam checks
sample-consumer-brand = Private people: demographics, loyalty, shops and social, in percent of what can be attained
sample-gitlab-handbook = The public model of GitLab's marketing handbook, table by table

welcome-own = Or with your own
welcome-recent = Recent models
welcome-recent-none = The models you open or save are listed here
welcome-recent-open = Open { $name }, in { $folder }
welcome-recent-library = with { $library }
welcome-recent-sample = with the sample leads
welcome-recent-missing = no longer there
welcome-recent-remove = Remove { $name } from the list
welcome-drop = Drop a model, a library or tables of leads (CSV, Excel…) here
welcome-drop-now = Let go to open it

welcome-tour-design = Design
welcome-tour-design-text = Criteria in tables, by what they are worth to both teams
welcome-tour-try = Try on leads
welcome-tour-try-text = Every change moves the matrix; every score says why
welcome-tour-agree = Agree
welcome-tour-agree-text = Settle who gets which lead by when, and save one file
welcome-tour-skip = Skip the tour

templates-title = New from a template
templates-about = A new model of your own, without what others proposed and signed. The leads that are open stay open
template-empty = Empty model
template-empty-about = Four bands on each axis, five routes, and no criteria yet
template-open = Begin with { $name }
