using System.Security.Cryptography;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Escalation;
using Heed.Alerting.Incidents;
using Heed.Alerting.Notifications;
using Heed.Alerting.OnCall;
using Heed.Alerting.Silences;
using Heed.Server.Hosting;
using Heed.Server.Journal;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

namespace Heed.Server.OnCall;

/// <summary>
/// Everything about people on call: who they are, what they changed, whom an incident pages. Kept in the state's database; owned by the
/// engine's owner, but for what says otherwise itself.
/// </summary>
public sealed class OnCallDesk
{
    private const string SecretKind = "secret";
    private const string LinkKey = "acknowledgement";

    private readonly AlertDispatcher _alerts;
    private readonly DocumentSet<EscalationState> _escalationStates;
    private readonly DocumentSet<PolicyTurn> _turns;
    private readonly DocumentSet<OverrideList> _overrides;
    private readonly DocumentSet<SilenceReminder> _reminders;
    private volatile OnCallConfiguration _configuration;
    private long _escalationRevision;
    private long _overrideRevision;
    private long _sentReminders;

    internal OnCallDesk(Inventory inventory, StateDatabase state, INotificationSink sink, AlertDispatcher alerts)
    {
        _alerts = alerts;
        _configuration = inventory.OnCall;
        Overrides = new OverrideStore(Configuration);
        string url = inventory.Options.Server.ExternalUrl;
        Links = new AcknowledgementLinks(ReadKey(state), url, Configuration.LinkLifetime, Configuration.SlackSigningSecret is not null);
        Escalations = new EscalationEngine(Configuration, Overrides, sink, Links, new EscalationOptions { ExternalUrl = url });
        Pager = new IncidentPager(alerts, Escalations);
        Silences = new SilenceKeeper(alerts, Configuration, sink, url);
        _reminders = new DocumentSet<SilenceReminder>("silence_reminder", state);
        _escalationStates = new DocumentSet<EscalationState>("escalation", state);
        _turns = new DocumentSet<PolicyTurn>("policy_turn", state);
        _overrides = new DocumentSet<OverrideList>("override", state);
    }

    /// <summary>In force now.</summary>
    public OnCallConfiguration Configuration => _configuration;

    public OverrideStore Overrides { get; }

    public EscalationEngine Escalations { get; }

    public AcknowledgementLinks Links { get; }

    /// <summary>The part of the engine that looks after silences.</summary>
    public SilenceKeeper Silences { get; }

    /// <summary>The part of the engine that pages.</summary>
    public IncidentPager Pager { get; }

    /// <summary>Through the incident, so that both know of it. On the engine's turn.</summary>
    public EscalationOutcome Acknowledge(string incident, string by, long nowMs, string note)
    {
        IncidentOutcome outcome = _alerts.Acknowledge(incident, by, nowMs, note);

        // An incident keeps the first person's word; whoever takes over from them is reminded from now on.
        if (outcome == IncidentOutcome.AlreadySo) return Escalations.Acknowledge(incident, by, nowMs);
        return ToOutcome(outcome);
    }

    /// <summary>As <see cref="Acknowledge"/>.</summary>
    public EscalationOutcome Unacknowledge(string incident, string by, long nowMs, string note) =>
        ToOutcome(_alerts.Unacknowledge(incident, by, nowMs, note));

    /// <summary>
    /// Puts another file in the place of the present one, as a restart with it would: incidents that are open and paged nobody are taken up,
    /// escalations that run go on by their own policy.
    /// </summary>
    internal void Reconfigure(OnCallConfiguration configuration, long nowMs)
    {
        _configuration = configuration;
        Overrides.Reconfigure(configuration);
        Links.Reconfigure(configuration.LinkLifetime, configuration.SlackSigningSecret is not null);
        Escalations.Reconfigure(configuration);
        Silences.Reconfigure(configuration);
        Pager.Reconcile(nowMs);
    }

    internal void Restore(long nowMs)
    {
        Overrides.Restore(_overrides.Read().SelectMany(l => l.Overrides));
        Dictionary<string, int> turns = _turns.Read().ToDictionary(t => t.Policy, t => t.Turn, StringComparer.Ordinal);
        Escalations.RestoreState(new EscalationRecords(_escalationStates.Read(), turns));
        Escalations.SkipTo(nowMs);
        Pager.Reconcile(nowMs);
        Silences.Restore(_reminders.Read().Select(r => KeyValuePair.Create(r.Silence, r.EndsAtMs)), nowMs);
        _overrideRevision = Overrides.Revision;
    }

    /// <summary>What changed since the last call: written together with the notices that were decided from it.</summary>
    internal void Collect(List<DocumentChange> changes)
    {
        if (Escalations.Revision is long revision && revision != _escalationRevision)
        {
            _escalationRevision = revision;
            EscalationRecords records = Escalations.ExportState();
            _escalationStates.Replace(records.Escalations, e => e.Interruption.IncidentId, changes);
            _turns.Replace(records.Turns.Select(t => new PolicyTurn(t.Key, t.Value)), t => t.Policy, changes);
        }

        if (Silences.Reminders != _sentReminders)
        {
            _sentReminders = Silences.Reminders;
            _reminders.Replace(Silences.Reminded.Select(r => new SilenceReminder(r.Key, r.Value)), r => r.Silence, changes);
        }

        if (Overrides.Revision is long changed && changed != _overrideRevision)
        {
            _overrideRevision = changed;
            _overrides.Replace([new OverrideList(Overrides.All)], _ => "all", changes);
        }
    }

    /// <param name="figures">Where to.</param>
    /// <param name="desk">The one in force.</param>
    internal static void AddFigures(ServerFigures figures, Func<OnCallDesk> desk)
    {
        figures.Add("heed_oncall_escalations_total", () => desk().Escalations.Counters.Opened);
        figures.Add("heed_oncall_refused_escalations_total", () => desk().Escalations.Counters.Refused);
        figures.Add("heed_oncall_notices_total", () => desk().Escalations.Counters.Notices);
        figures.Add("heed_oncall_refused_notices_total", () => desk().Escalations.Counters.RefusedNotices);
        figures.Add("heed_oncall_held_notices_total", () => desk().Escalations.Counters.HeldNotices);
        figures.Add("heed_oncall_acknowledgements_total", () => desk().Escalations.Counters.Acknowledged);
        figures.Add("heed_oncall_expired_acknowledgements_total", () => desk().Escalations.Counters.ExpiredAcknowledgements);
        figures.Add("heed_oncall_exhausted_escalations_total", () => desk().Escalations.Counters.Exhausted);
        figures.Add("heed_oncall_gaps_total", () => desk().Escalations.Counters.Gaps);
        figures.Add("heed_alerting_unmatched_silences_total", () => desk().Silences.Expired);
        figures.Add("heed_alerting_silence_reminders_total", () => desk().Silences.Reminders);
        figures.Add("heed_oncall_refused_overrides_total", () => desk().Overrides.Refused);
    }

    private static EscalationOutcome ToOutcome(IncidentOutcome outcome) => outcome switch
    {
        IncidentOutcome.Done => EscalationOutcome.Done,
        IncidentOutcome.AlreadySo => EscalationOutcome.Already,
        IncidentOutcome.Closed => EscalationOutcome.Resolved,
        _ => EscalationOutcome.Unknown,
    };

    /// <summary>Made once and kept: links stay good over a restart.</summary>
    private static byte[] ReadKey(StateDatabase state)
    {
        if (state.ReadDocuments(SecretKind).TryGetValue(LinkKey, out string? kept)) return Convert.FromBase64String(kept);
        byte[] made = RandomNumberGenerator.GetBytes(AcknowledgementLinks.KeyBytes);
        state.Save([new DocumentChange(SecretKind, LinkKey, Convert.ToBase64String(made))], AlertPageBatch.Empty, [], JournalBatch.Empty);
        return made;
    }

    private sealed record SilenceReminder(string Silence, long EndsAtMs);

    private sealed record PolicyTurn(string Policy, int Turn);

    private sealed record OverrideList(IReadOnlyList<Override> Overrides);
}
