# One lead over time, and the sandbox.

course-caption = Engagement over time; dashed: if nothing happens
course-falls = Falls to { $cell } on { $day }
course-rises = Rises to { $cell } on { $day }
course-goes-cold = Goes cold on { $day }
course-stays = Stays { $cell } for the next { $days } days
course-stays-cold = Cold, and stays { $cell } if nothing happens
course-now = now, { $score }
course-ahead = +{ $days } d
course-fit-band = fit { $band }
course-engagement-band = engagement { $band }
course-reached = Reached { $band }
course-reached-by = Reached { $band } by { $by }
course-fell = Fell to { $band }
course-fell-by = Fell to { $band } by { $by }
course-will-fall = Falls to { $band }: { $cell }
course-will-rise = Rises to { $band }: { $cell }
course-by-two = { $one } and { $other }
course-by-many = { $count } events
course-standing = { $day }: engagement { $engagement }, fit { $fit }, { $place }
course-if-nothing = If nothing happens
course-spoken = Engagement over time. { $finding }. Now { $now }, { $events ->
    [0] nothing happened
    [one] one event
   *[other] { $events } events
} so far.
course-moments-more = { $count ->
    [one] One earlier moment
   *[other] { $count } earlier moments
}
course-moments-fewer = Only the last moments

sandbox-tab = Sandbox
sandbox-tab-count = Sandbox { $count }
sandbox-subtitle = Copies of leads to try things on. Score, cell and reasons follow at once
sandbox-empty-title = Try a lead
sandbox-empty-text = Begin with somebody typical or with a blank lead, or choose a lead in the list and click “Open in sandbox”. Send a webinar its way, change its job title, move the date: score, cell and reasons follow. Your leads stay as they are.
sandbox-begin-with = Begin with: { $name }
sandbox-new = New lead
sandbox-new-lead = Blank lead
sandbox-new-name = New lead
palette-try = Try: { $name }
sandbox-personas = Personas of this model
sandbox-full = Four leads are open here. Close one to make room.
sandbox-no-lead = Choose a lead in the list first: it is opened here as a copy.
sandbox-open = Open in sandbox
sandbox-open-about = A copy to try things on; your leads stay as they are
sandbox-opened-on = Opened as of { $day }, the day that is shown here
sandbox-cold-about = Nothing that counts for engagement happened for { $days } days or more
sandbox-warm = No longer cold
sandbox-warm-about = Something that counts happened within { $days } days
sandbox-as-of = As of
sandbox-step = { $days } d
sandbox-later = { $days ->
    [one] A day later
   *[other] { $days } days later
}
sandbox-earlier = { $days ->
    [one] A day earlier
   *[other] { $days } days earlier
}
sandbox-back-to = Back to { $day }
sandbox-back = Back
sandbox-working = Going through the events
sandbox-over-time = Over time
sandbox-try = Try what it could do today
sandbox-quick = + { $what }
sandbox-quick-of = Add { $what } today, { $name }
sandbox-quick-about = { $what }: up to { $points } points
sandbox-effect = { $what }: { $gives }
sandbox-effect-held-back = { $what }: { $gives }, of which { $counts } count: { $why }
sandbox-effect-parts = { $gives }, and { $others }. In all { $all }
sandbox-effect-no-longer = “{ $criterion }” no longer takes { $points }
sandbox-effect-other = “{ $criterion }” { $points }
sandbox-effect-least = { $category } counts { $least } at least
sandbox-effect-bottom = the score is { $least } at least
sandbox-effect-full = { $category } counts { $most } at most
sandbox-effect-top = the score is { $most } at most
sandbox-effect-first = { $what }: does not count, as { $first } comes first
sandbox-effect-counted = { $what }: nothing more, as it counts as much as it can
sandbox-quick-more = More…
sandbox-quick-more-of = More to try, { $name }
sandbox-add-event = + Event
sandbox-add-event-of = Add an event, { $name }
sandbox-new-kind = page_view
sandbox-event-of = { $what }, { $when }, { $name }
sandbox-event-about = Click to change or move it
sandbox-remove-event = Remove { $what }, { $name }
sandbox-in-days = { $number ->
    [one] tomorrow
   *[other] in { $number } days
}
sandbox-kind = What happened
sandbox-kind-of = What happened, { $name }
sandbox-detail = Detail: page, asset, topic
sandbox-detail-of = Detail of the event, { $name }
sandbox-days-ago = days ago, on
sandbox-age-of = Days ago, { $name }
sandbox-date-of = Date of the event, { $name }
sandbox-date-hint = Write it as 2026-11-18 or 18 Nov 2026
sandbox-amount = Amount
sandbox-amount-of = Amount of the event, { $name }
sandbox-add-amount = + Amount
sandbox-no-amount = Without an amount
sandbox-missing = missing
sandbox-missing-short = —
sandbox-yes = yes
sandbox-no = no
sandbox-set = Fill in { $field }
sandbox-set-about = Click to fill it in
sandbox-field = { $field }, { $name }
sandbox-forget = Make { $field } missing, { $name }
sandbox-more-fields = + Field
sandbox-more-fields-of = Add a field, { $name }
sandbox-all-fields = { $count ->
    [one] and one more field
   *[other] and { $count } more fields
}
sandbox-in-model = in the model
sandbox-cell-of = Cell { $cell }, { $name }
sandbox-from = From “{ $name }”, as of { $day }
sandbox-from-about = Other leads are open now. This copy stays as it was; what has changed is told as of the day that is shown here.
sandbox-show-then = Show that day
sandbox-show-then-of = Show { $day }, the day on which { $name } was copied
sandbox-was = was { $cell }
sandbox-change-about = It was { $was } when it was opened
sandbox-name = Name
sandbox-name-of = Name of { $name }
sandbox-created = Came in
sandbox-close = Close { $name }
sandbox-reset = Back to what { $name } was
sandbox-duplicate = Duplicate { $name } beside it
sandbox-copy-of = { $name }, copy
sandbox-keep-test = Keep as test lead
sandbox-keep-test-of = Keep { $name } as test lead
sandbox-keep-test-about = The model keeps this lead, and tells when an edit moves it out of this cell
sandbox-save-persona = Save persona
sandbox-save-persona-of = Save { $name } as persona
sandbox-save-persona-about = The model keeps this lead, to begin with it again
sandbox-persona-saved = { $name } is now a persona of this model
sandbox-persona-updated = The persona { $name } is now as it is here
sandbox-did-open = Opened { $name }
sandbox-did-close = Closed { $name }
sandbox-did-move-date = As of { $day }
sandbox-did-go-back = Back from { $day }
sandbox-did-order = Order of leads
sandbox-did-change = { $what }, { $name }
sandbox-did-without = without { $what }
sandbox-did-reset = Back to what it was
command-open-in-sandbox = Open the chosen lead in the sandbox
command-new-in-sandbox = Try a blank lead in the sandbox
