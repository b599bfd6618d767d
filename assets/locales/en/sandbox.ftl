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
course-moments-more = { $count } earlier moments
course-moments-fewer = Only the last moments
