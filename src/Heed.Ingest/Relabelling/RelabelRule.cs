using System.Text.RegularExpressions;

using Heed.Model.Parsing;

namespace Heed.Ingest.Relabelling;

/// <summary>One item of <c>relabel_configs</c>, checked.</summary>
public sealed record RelabelRule
{
    public const string DefaultSeparator = ";";

    public const string DefaultPattern = "(.*)";

    public const string DefaultReplacement = "$1";

    public static readonly Regex DefaultRegex = Re2.ParseAnchored(DefaultPattern).Value;

    public RelabelAction Action { get; init; } = RelabelAction.Replace;

    public IReadOnlyList<string> SourceLabels { get; init; } = [];

    public string Separator { get; init; } = DefaultSeparator;

    /// <value>Anchored at both ends.</value>
    public Regex Regex { get; init; } = DefaultRegex;

    /// <value>For <see cref="RelabelAction.HashMod"/>, at least 1.</value>
    public ulong Modulus { get; init; }

    /// <value>With references to the regular expression's groups where the action is <see cref="RelabelAction.Replace"/>.</value>
    public string TargetLabel { get; init; } = "";

    public string Replacement { get; init; } = DefaultReplacement;
}
