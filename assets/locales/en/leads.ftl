# The page “Leads”.

leads-title = Leads
leads-subtitle = As sales will see them, in the order to work them

leads-accounts-subtitle = The companies behind the leads
leads-test-leads-subtitle = Leads that guard the model at every edit
leads-nurture-subtitle = Not for sales now, and what is missing
leads-tab = View
leads-tab-leads = Leads
leads-tab-accounts = Accounts
leads-tab-test-leads = Test leads
leads-tab-nurture = Nurture

leads-search = Search name, account, key
leads-any = any
leads-route = Route
leads-cell = Cell
leads-outcome = Outcome
leads-outcome-open = Open
leads-outcome-won = Won
leads-outcome-lost = Lost
leads-cold = Cold
leads-cold-all = All leads
leads-cold-all-short = all
leads-cold-hide = Hide cold leads
leads-cold-hide-short = hide
leads-cold-only = Only cold leads
leads-cold-only-short = only
leads-route-any = Any route
leads-outcome-any = Any outcome
leads-cell-chip = Cell: { $cell }
leads-cell-all = Show all cells
leads-clear = Clear filters
leads-show-all = Show all leads

leads-column-lead = Lead
leads-column-account = Account
leads-column-quality = Quality
leads-column-urgency = Urgency
leads-column-moment = Last moment
leads-column-route = Route
leads-column-fit = Fit
leads-column-engagement = Engagement
leads-column-score = Score
leads-sort = Sort by { $column }
leads-sorted-up = Sorted by { $column }, upwards
leads-sorted-down = Sorted by { $column }, downwards

leads-list = Leads
leads-row = { $name }, { $account }, { $cell }, { $route }
leads-row-alone = { $name }, { $cell }, { $route }
leads-no-route = No route
leads-none = —
leads-scroll = Scroll the list

leads-foot-work = { $count } { $number ->
    [one] lead
   *[other] leads
} in work order
leads-foot-sorted = { $count } { $number ->
    [one] lead
   *[other] leads
} by { $column }
leads-foot-shown = { $shown } of { $total }
leads-reading = Scoring the leads

leads-empty-title = No leads yet
leads-empty-text = With leads, this page shows whom sales would call first under this model, and why. Use your own, from a CSV file or a library, or the sample leads.
leads-empty-open = Open leads…
leads-empty-import = Import a CSV…
leads-empty-sample = Use the sample leads
leads-nothing-title = No lead matches
leads-nothing-text = Nobody passes the search and the filters together.
leads-close = Close the explanation

leads-moment = { $what }: { $detail }

leads-came-by = came by { $source }, { $day }
leads-came-by-source = came by { $source }
leads-came-on = came { $day }
leads-disqualified = Disqualified by { $criterion }

leads-why = Why
leads-why-nothing = Nothing matched
leads-line-cap = { $category } counts { $most } at most
leads-line-floor = { $category } counts { $least } at least
leads-stage = Stage
leads-line-scale = As percent
leads-line-scale-detail = { $total } of { $most } attainable points
leads-line-percent = { $percent } %
leads-line-rounding = Rounded
leads-line-range = Kept in range
leads-line-range-detail = from { $least } to { $most }
leads-line-score-fit = Fit score
leads-line-score-engagement = Engagement score
leads-line-fading = { $what }, fading
leads-line-passed = does not count ({ $points }): { $first } came first
leads-line-combined = Score
leads-line-combined-detail = fit { $fit } × { $by }, engagement { $engagement } × { $times }
leads-line-combined-even = half fit, half engagement
leads-open-criterion = Open this criterion
leads-because-value = { $attribute }: { $value }
leads-because-unknown = { $attribute } unknown
leads-because-never = nothing for { $days } days or more
leads-because-last = last { $age }
leads-today = today
leads-because-event = { $what }, { $age }
leads-because-events = { $count } times, last { $age }
leads-near = Nearly
leads-to-reach = To reach { $cell }:
leads-way-or = {", or "}
leads-way-and = {" and "}
leads-way-times = { $name }, { $times } times
leads-way-without = without { $name }

leads-known = What is known
leads-known-nothing = No attribute is known
leads-events = What happened
leads-events-nothing = No event so far
leads-events-more = and { $count } older
leads-event-amount = { $what } ({ $amount })
