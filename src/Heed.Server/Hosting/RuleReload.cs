using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Rules.Groups;
using Heed.Server.Configuration;
using Heed.Server.SelfMonitoring;

using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Reads <c>heed.yml</c>, the rule files and Alertmanager's file that it names again and puts them in the place of the present ones. A
/// mistake anywhere leaves everything as it was. Other settings, objectives among them, are read at start only.
/// </summary>
public sealed class RuleReload
{
    private readonly Lock _lock = new();
    private readonly Station _station;
    private readonly EngineLoop _loop;
    private readonly AlertingInForce _alerting;
    private readonly ILogger<RuleReload> _log;

    public RuleReload(Station station, EngineLoop loop, AlertingInForce alerting, ILogger<RuleReload> log)
    {
        _station = station;
        _loop = loop;
        _alerting = alerting;
        _log = log;
    }

    /// <summary>Whether the last reload took; true before the first.</summary>
    public bool LastSucceeded { get; private set; } = true;

    /// <returns>The mistakes; empty where what was read is in force.</returns>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellation)
    {
        ServerFigures figures = _station.Figures;
        Diagnostics diagnostics = new();
        Reading? read = Read(diagnostics);
        if (read is null) figures.FailedReloads.Increment();
        else
        {
            figures.Reloads.Increment();
            await _loop.AskAsync(engine => Replace(engine, read), cancellation).ConfigureAwait(false);
        }

        lock (_lock) LastSucceeded = read is not null;
        if (read is null) ServerLog.ReloadRefused(_log, diagnostics.All.Count, diagnostics.All[0].ToString());
        else ServerLog.Reloaded(_log, read.Groups.Count, read.Groups.Sum(group => group.Rules.Count));
        return diagnostics.All;
    }

    private Reading? Read(Diagnostics diagnostics)
    {
        (HeedOptions? options, Diagnostics mistakes) = HeedConfiguration.Load(_station.Options.File);
        foreach (Diagnostic mistake in mistakes.All) diagnostics.Add(mistake);
        if (options is null) return null;
        IReadOnlyList<RuleGroup> groups = Inventory.ReadGroups(options, _station.Objectives, diagnostics);
        AlertmanagerConfiguration? alertmanager = Inventory.ReadAlertmanager(options, diagnostics);
        OnCallConfiguration? onCall = alertmanager is null ? null : Inventory.ReadOnCall(options, alertmanager, diagnostics);
        NoticeTemplates templates = NoticeTemplates.Load(alertmanager?.TemplateFiles ?? [], diagnostics);
        return diagnostics.HasErrors || alertmanager is null || onCall is null ? null : new Reading(groups, alertmanager, onCall, templates);
    }

    private bool Replace(Engine engine, Reading read)
    {
        _station.Rules.ReplaceGroups(read.Groups, engine.NowMs);
        _station.Reconfigure(read.Alertmanager);
        _alerting.Replace(read.Alertmanager, read.OnCall.Receivers, read.Templates);
        _station.OnCall.Reconfigure(read.OnCall, engine.NowMs);
        return true;
    }

    private sealed record Reading(
        IReadOnlyList<RuleGroup> Groups, AlertmanagerConfiguration Alertmanager, OnCallConfiguration OnCall, NoticeTemplates Templates);
}
