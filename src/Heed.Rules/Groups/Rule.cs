using Heed.Model.Labels;
using Heed.Query.Syntax;
using Heed.Rules.Files;

namespace Heed.Rules.Groups;

/// <summary>A rule as its file defines it.</summary>
public abstract record Rule
{
    /// <summary>The recorded metric, or the alert.</summary>
    public required string Name { get; init; }

    public required Expression Expression { get; init; }

    /// <summary>The expression as it is printed, whatever the layout of the file.</summary>
    public required string Query { get; init; }

    /// <summary>Set on every result; an empty value removes the label. Ordered by name, those of the group included.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <summary>Where the rule begins in its file, counted from one.</summary>
    public required int Line { get; init; }

    /// <summary>What is allowed but hardly meant.</summary>
    public IReadOnlyList<RuleWarning> Warnings { get; init; } = [];
}
