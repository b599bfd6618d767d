# Two voices: blind rounds, whose model is scored, what is contested and how it is settled.
command-blind-round = Blind round…
command-next-in-round = Next step of the blind round
command-score-as-agreed = Score as agreed
command-score-as-marketing = Score as marketing proposes
command-score-as-sales = Score as sales proposes
command-score-as-next = Score as the next voice
command-sign-marketing = Sign as marketing…
command-sign-sales = Sign as sales…
undo-hidden = This step would change what a team has entered, and that is hidden. Hand over to that team, or reveal the round first
delete-hidden = { $count ->
    [one] What a team has entered here is hidden
   *[other] What a team has entered in one of these is hidden
}, so nothing was deleted. Hand over to that team, or reveal the round first
blind-no-criteria = There is nothing to speak of yet: add a criterion first
blind-title = Blind round
blind-about = Each team types its points without seeing the other's, so that nobody follows the louder voice. Then all is shown at once.
blind-not-agreed = What is not agreed yet: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-selected = What is selected: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-all = Everything: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-afresh = What the teams said of these before is put away; undo brings it back.
blind-courtesy = It is a courtesy at one table, not a secret: the file holds all proposals in plain text.
blind-begins = { $team } begins
round-entering = { $team } is entering, { $other } look away
round-both-in = Both are in
round-nobody = A blind round is under way
round-progress = { $done } of { $all } in
round-progress-both = marketing { $marketing }, sales { $sales } of { $all } in
round-enter = { $team } enters
round-hand-over = Done, hand over to { $team }
round-pause = Pause
round-reveal = Both are in: reveal
round-reveal-early = Reveal…
reveal-title = Reveal before all are in?
reveal-missing = { $team } has yet to speak on { $missing } of { $all } { $all ->
        [one] criterion
       *[other] criteria
    }.
reveal-about = What is missing stays open and can be said later, in the open.
reveal = Reveal
voice-is-marketing = Scored as marketing proposes
voice-is-sales = Scored as sales proposes
voice-not-agreed = Not the agreed model. Changes are shown against what is agreed
voice-none = { $team } proposes nothing else than what is agreed
voice-nobody = Neither team proposes anything else than what is agreed
both-teams = both teams
proposal-none-short = ·
proposal-points = { $team } points, { $name }
proposal-tier = { $team } tier, { $name }
proposal-reason = { $team } reason, { $name }
proposal-reason-hint = Why, in a few words
proposal-type = nothing said yet: type its points
proposal-hidden = is in, hidden until the reveal
proposal-not-in = not in yet
proposal-remove = Take back what { $team } said
standing-agreed = agreed
standing-contested = contested
standing-open = open: a team has not spoken yet
standing-hidden = both are in, hidden until the reveal
settled = { $name }: both teams take { $points }
settle-keep = keep
settle-both = take
settle-marketing = M
settle-middle = meet
settle-sales = S
settle-about = { $tier }, { $points } points, and both teams have said so
settle-keep-name = Keep { $points }, { $name }
settle-marketing-name = Take marketing's { $points }, { $name }
settle-middle-name = Meet at { $points }, { $name }
settle-sales-name = Take sales' { $points }, { $name }
contested-title = Contested
contested-order = largest effect first
contested-settle = Settle
contested-leads = Leads that move
contested-keep = Keep { $points }
contested-open = Show the rule
contested-reason = Why it is settled so
contested-reason-hint = Why, for the log of decisions; then M, S, E or K settles it
contested-row = { $name }: marketing { $marketing }, sales { $sales }, { $number ->
        [one] 1 lead moves
       *[other] { $leads } leads move
    }
contested-row-no-leads = { $name }: marketing { $marketing }, sales { $sales }
contested-no-criteria = What the teams differ on will stand here, once there are criteria.
contested-all-agreed = Both teams agree on every criterion.
contested-none-open = Nothing is contested. A team has yet to speak of { $open } { $open ->
        [one] criterion
       *[other] criteria
    }: in a blind round, or in the card of the criterion.
entry-title = { $team }: what would you give?
entry-about = Type the points, Enter goes on to the next. A reason helps when it is settled.
entry-nobody = Nobody is at the keyboard
entry-nobody-about = What was said so far is hidden from both. Choose above who enters next.
heat-title = Where the teams stand
heat-counts = { $agreed } agreed · { $contested } contested · { $open } open
heat-agreed = { $name }: agreed on { $points }
heat-contested = { $name }: marketing { $marketing }, sales { $sales }, { $apart } apart
heat-tiers = { $name }: both { $points }, in different tiers
heat-elsewhere = { $name }: both want { $points }, { $now } stands
heat-open = { $name }: open, nobody has spoken
heat-open-one = { $name }: open, only { $team } has spoken
heat-hidden = { $name }: both are in, hidden until the reveal
legend-agreed = agreed
legend-near = 1 or 2 apart
legend-apart = 3 to 5
legend-far = more
legend-elsewhere = both want other points
legend-one = one team has spoken
legend-open = nobody has
key-take-marketing = Take marketing's proposal
key-take-sales = Take sales' proposal
key-meet = Meet in the middle
key-keep = Keep what stands
key-reason = Type why, for the log
key-open-criterion = Show the criterion with its rule
key-row-up = Row above
key-row-down = Row below
voice-switch = Score as
voice-agreed = Agreed
voices-title = What each voice would do
voices-marketing = Mktg
voices-sales = Sales
voices-agreed = Agreed
voices-a-week = A week
voices-in-all = To sales
voices-wins = Past wins
voices-load = Load
voices-times = { $times } ×
