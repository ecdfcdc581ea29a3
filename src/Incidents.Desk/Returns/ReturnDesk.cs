namespace Incidents.Desk.Returns;

/// <summary>
/// Takes reports on mails to people: to the plan, the ledger and the person's contacts. In this order, and each so that saying it again changes nothing: whoever dies between takes the same
/// report again.
/// </summary>
public sealed class ReturnDesk(IIncidentLog log, IncidentDesk desk, IMailNames names, ContactTroubles troubles, IEnumerable<IContactTests> tests, TimeProvider time)
{
    const int MostTries = 5;
    const string Then = ". ";

    /// <summary>Takes one report.</summary>
    internal async Task<Taken> TakeAsync(Look look, ReturnedMail report, CancellationToken ct)
    {
        look.Incidents ??= (await log.HeadsAsync(HeadFilter.All, int.MaxValue, ct)).ToDictionary(head => names.OfThread(head.Id), head => head.Id, StringComparer.Ordinal);
        var incident = report.Threads.Select(thread => look.Incidents.GetValueOrDefault(thread)).FirstOrDefault(id => id is not null);
        return incident is not null ? await OfIncidentAsync(incident, report, ct) : await OfTestAsync(report, ct);
    }

    async Task<Taken> OfIncidentAsync(string incident, ReturnedMail report, CancellationToken ct)
    {
        // What the ledger knows as delivered the plan must know too, before it hears that it came back.
        await desk.AdvanceAsync(incident, ct);
        if ((await log.LedgerAsync(incident, ct)).FirstOrDefault(entry => names.OfMail(entry.EffectId) == report.Mail) is not { } first)
        {
            return Taken.NotOurs;
        }

        if (first.State is not LedgerState.Delivered and not LedgerState.GivenUp)
        {
            // The server was quicker than our own record. A mail whose outcome stays unknown goes again under the same name, and comes back again.
            return first.State == LedgerState.Attempting && first.Until > time.GetUtcNow() ? Taken.Later : Taken.NotOurs;
        }

        var effects = (await desk.StoryAsync(incident, ct)).Effects.ToDictionary(effect => effect.Id, effect => effect.Effect, StringComparer.Ordinal);
        if (effects.GetValueOrDefault(first.EffectId) is not MailPerson mail)
        {
            return Taken.NotOurs;
        }

        foreach (var id in first.Folded ?? [first.EffectId])
        {
            if (report.Kind == ReturnKind.Refused && effects.GetValueOrDefault(id) is { } effect)
            {
                await desk.TellAsync(new StoredSignal($"returned/{id}", incident, new ReturnReported(time.GetUtcNow(), id, effect, report.Said)), ct);
            }

            await WriteAsync(incident, id, report, ct);
        }

        await troubles.ReturnedAsync(mail.Person, report.Said, ct);
        return Taken.Recorded;
    }

    // Its result was kept as sent, with the mail's name as reference.
    async Task<Taken> OfTestAsync(ReturnedMail report, CancellationToken ct)
    {
        foreach (var reports in tests)
        {
            foreach (var person in await reports.ReportsAsync(ct))
            {
                if (person.Tested?.Results is [{ Sent: true } mail, ..] && mail.Detail.StartsWith($"{report.Mail}@", StringComparison.Ordinal))
                {
                    await troubles.ReturnedAsync(person.Person, report.Said, ct);
                    return Taken.Recorded;
                }
            }
        }

        return Taken.NotOurs;
    }

    async Task WriteAsync(string incident, string effectId, ReturnedMail report, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var entry = (await log.LedgerAsync(incident, ct)).FirstOrDefault(entry => entry.EffectId == effectId);
            if (entry is not { State: LedgerState.Delivered } || entry.Detail.EndsWith(report.Said, StringComparison.Ordinal))
            {
                return;
            }

            // A delay says no more than that the end is not known yet; the reference stays.
            var after = report.Kind == ReturnKind.Delayed ? entry with { Detail = $"{entry.Detail.Split(Then, 2)[0]}{Then}{report.Said}" } : entry with { State = LedgerState.GivenUp, Refused = true, Detail = report.Said };
            if (await log.WriteLedgerAsync(after with { Revision = entry.Revision + 1, At = time.GetUtcNow(), Until = null }, entry.Revision, ct))
            {
                return;
            }
        }

        throw new LogUnavailableException($"The ledger of {incident} was changed by others {MostTries} times in a row.");
    }

    /// <summary>What one look into the mailbox has found out. The incidents are listed once for all of it, and only when a report may be about one.</summary>
    internal sealed class Look
    {
        /// <summary>Incidents by the names of their threads; null: not asked yet.</summary>
        public Dictionary<string, string>? Incidents { get; set; }
    }
}
