# The page “Leads”.

leads-title = Leads
leads-subtitle = As sales will see them, in the order to work them
leads-any-subtitle = Open and closed leads, as they stand at the day shown
leads-any-then-subtitle = Open and closed leads, the closed ones as they stood when they closed
leads-closed-subtitle = Closed leads, as they stand at the day shown
leads-closed-then-subtitle = Closed leads, as they stood when they closed

leads-accounts-subtitle = The companies behind the leads
leads-test-leads-subtitle = What must come out for certain leads, checked at every edit
leads-nurture-subtitle = Not for sales now or gone cold there, and what is missing
leads-tab = View
leads-tab-leads = Leads
leads-tab-accounts = Accounts
leads-tab-test-leads = Tests
leads-tab-nurture = Nurture

leads-search = Search name, account, moment
leads-any = any
leads-route = Route
leads-cell = Cell
leads-outcome = Outcome
leads-outcome-open = Open
leads-outcome-won = Won
leads-outcome-lost = Lost
leads-cold = Cold
leads-cold-all = Cold or not
leads-cold-hide = No cold leads
leads-cold-only = Only cold leads
leads-route-any = Any route
leads-route-all-sales = All that goes to sales
leads-route-sales = to sales
leads-outcome-any = Any outcome
leads-cell-chip = Cell: { $cell }
leads-cell-all = Show all cells
leads-more = More filters
leads-due-any = Whenever due
leads-due-late = Late
leads-due-today = Due within 24 h or late
leads-stage-any = Any stage
leads-stage-chip = Stage: { $stage }
leads-account-chip = Account: { $account }
leads-remove-filter = Remove the filter { $filter }
leads-saved = Saved
leads-saved-none = none
leads-saved-due = Answer today
leads-saved-empty = A list you come back to, such as “Berlin, warm”, can be kept under a name.
leads-saved-keep = Keep what is shown
leads-saved-name = Name of the filter
leads-saved-name-hint = Name
leads-saved-save = Save filter
leads-saved-remove = Remove { $name }
leads-export = Export…
leads-export-tip = The leads that are shown, in this order, with their top reasons and their attributes, as a CSV file
leads-export-name = leads
leads-export-attribute = attribute { $name }
leads-exporting = Writing the leads
leads-export-stop = Stop
leads-exported = { $count } { $number ->
    [one] row
   *[other] rows
} written to { $path }
leads-export-stopped = Stopped; { $path } is as it was
leads-clear = Clear filters
leads-back = Back to the list before
leads-show-all = Show all leads

leads-column-lead = Lead
leads-column-account = Account
leads-column-quality = Quality
leads-column-urgency = Urgency
leads-column-moment = Last moment
leads-column-status = Status
leads-column-route = Route
leads-column-due = Due
leads-column-fit = Fit
leads-column-engagement = Engagement
leads-column-score = Score
leads-column-closed = When closed
leads-sort = Sort by { $column }
leads-sorted-up = Sorted by { $column }, upwards
leads-sorted-down = Sorted by { $column }, downwards

leads-list = Leads
leads-row = { $name }, { $account }, { $cell }, { $route }
leads-row-alone = { $name }, { $cell }, { $route }
leads-row-due = { $row }, due { $due }
leads-hover-lead = { $name } ({ $key })
leads-hover-moment = { $what }, { $at }
leads-hover-due = Due by { $at }: the last interesting moment and the time that the route promises.
leads-hover-late = { $due } It stays late until something new happens or the deal is closed: the library does not say who has answered.
leads-hover-closed = { $outcome }: nothing is due any more
leads-hover-score = Fit { $fit }, engagement { $engagement }: score { $score }, cell { $cell }
leads-exact-time = { $day }, { $time } UTC
leads-status-disqualified = Disqualified
leads-days-short = { $number } d
leads-ago-cold = { $ago }, cold
leads-due-minutes = in { $number } min
leads-due-hours = in { $number } h
leads-due-tomorrow = tomorrow
leads-late-minutes = { $number } min late
leads-late-hours = { $number } h late
leads-late-days = { $count } { $number ->
    [one] day
   *[other] days
} late
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
leads-foot-closed = { $count } { $number ->
    [one] lead
   *[other] leads
}, highest score when closed first
leads-foot-shown = { $shown } of { $total }
leads-list-broken = This list could not be worked out. It is tried again with the next edit of the model or of the filters.
leads-reading = Scoring the leads

leads-empty-title = No leads yet
leads-empty-text = With leads, this page shows whom sales would call first under this model, and why. Use your own, from a CSV file or a library, or the sample leads.
leads-empty-open = Open leads…
leads-empty-import = Import leads…
leads-empty-sample = Use the sample leads
leads-nothing-title = No lead matches
leads-nothing-text = Nobody passes the search and the filters together.
leads-nothing-open-text = Nobody whose deal is open passes the search and the filters together.
leads-card-back = Back to the list
leads-place = { $place } of { $count }
leads-previous = The one before
leads-next = The next

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
leads-to-be-warm = To be warm again:
leads-warm-more = { $names } or any of { $number } more
leads-to-be-warm-about = Nothing that counts for engagement happened for { $days } days. One of these is enough: { $names }
leads-ended-won-on = Won on { $day }: nothing is left to move. What it did has faded since.
leads-ended-won = Won: nothing is left to move. What it did has faded since.
leads-ended-lost-on = Lost on { $day }: nothing is left to move. What it did has faded since.
leads-ended-lost = Lost: nothing is left to move. What it did has faded since.
leads-when-closed = When it closed, { $day }: { $cell }, fit { $fit }, engagement { $engagement }, { $route }
leads-cold-with-sales = Nothing that counts for { $days } days or more. Its cell still sends it to sales, so it stands in their list, and under Nurture as well.
leads-way-or = {", or "}
leads-way-more = { $names }, or any of { $number } more
leads-way-and = {" and "}
leads-way-times = { $name }, { $times } times
leads-way-without = without { $name }

leads-known = What is known
leads-known-nothing = No attribute is known
leads-events = What happened
leads-events-nothing = No event so far
leads-events-more = and { $count } older
leads-event-amount = { $what }, amount { $amount }
