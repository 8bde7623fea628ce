using Heed.Documents;
using Heed.Rules.Groups;
using Heed.Server.Configuration;
using Heed.Server.SelfMonitoring;

using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Reads <c>heed.yml</c> and the rule files that it names again and puts their groups in the place of the present ones. A mistake
/// anywhere leaves everything as it was. Settings other than rules, objectives among them, are read at start only.
/// </summary>
public sealed class RuleReload
{
    private readonly Lock _lock = new();
    private readonly Station _station;
    private readonly EngineLoop _loop;
    private readonly ILogger<RuleReload> _log;

    public RuleReload(Station station, EngineLoop loop, ILogger<RuleReload> log)
    {
        _station = station;
        _loop = loop;
        _log = log;
    }

    /// <summary>Whether the last reload took; true before the first.</summary>
    public bool LastSucceeded { get; private set; } = true;

    /// <returns>The mistakes; empty where the new rules are in force.</returns>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellation)
    {
        ServerFigures figures = _station.Figures;
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup>? groups = Read(diagnostics);
        if (groups is null) figures.FailedReloads.Increment();
        else
        {
            figures.Reloads.Increment();
            await _loop.AskAsync(engine => Replace(engine, groups), cancellation).ConfigureAwait(false);
        }

        lock (_lock) LastSucceeded = groups is not null;
        if (groups is null) ServerLog.ReloadRefused(_log, diagnostics.All.Count, diagnostics.All[0].ToString());
        else ServerLog.Reloaded(_log, groups.Count, groups.Sum(group => group.Rules.Count));
        return diagnostics.All;
    }

    private IReadOnlyList<RuleGroup>? Read(Diagnostics diagnostics)
    {
        (HeedOptions? options, Diagnostics mistakes) = HeedConfiguration.Load(_station.Options.File);
        foreach (Diagnostic mistake in mistakes.All) diagnostics.Add(mistake);
        if (options is null) return null;
        IReadOnlyList<RuleGroup> groups = Inventory.ReadGroups(options, _station.Objectives, diagnostics);
        return diagnostics.HasErrors ? null : groups;
    }

    private bool Replace(Engine engine, IReadOnlyList<RuleGroup> groups)
    {
        _station.Rules.ReplaceGroups(groups, engine.NowMs);
        return true;
    }
}
