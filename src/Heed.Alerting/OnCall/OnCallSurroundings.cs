using Heed.Alerting.Configuration;

namespace Heed.Alerting.OnCall;

/// <summary>What reading <c>oncall.yml</c> needs from around it.</summary>
/// <param name="Alertmanager">Whose receivers may be named.</param>
/// <param name="AlertmanagerText">The same as text: its <c>global</c> holds for receivers that stand in <c>oncall.yml</c>, too.</param>
/// <param name="Kinds">The kinds of receivers that are there.</param>
/// <param name="Context">For relative paths and references to the environment.</param>
/// <param name="Models">Names of the watched models, which routes may name; null where they are not known, and any may be named.</param>
/// <param name="ReadFile">The text of a calendar; null where it cannot be read.</param>
public sealed record OnCallSurroundings(
    AlertmanagerConfiguration Alertmanager,
    string AlertmanagerText,
    IReadOnlyList<IIntegrationKind> Kinds,
    ReadingContext Context,
    IReadOnlyList<string>? Models,
    Func<string, string?> ReadFile);
