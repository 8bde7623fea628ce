using System.Text;

using Heed.Model.Time;
using Heed.Query.Execution;
using Heed.Query.Syntax;

namespace Heed.Query.Planning;

/// <summary>What is to be computed, on which steps: durations, anchors and step-invariance are settled.</summary>
internal abstract record PlanNode(Expression Source, StepGrid Grid)
{
    public virtual IReadOnlyList<PlanNode> Inputs => [];

    /// <summary>One line without the inputs.</summary>
    protected abstract string Title { get; }

    /// <summary>The tree, a node a line, indented by depth.</summary>
    public string Explain()
    {
        StringBuilder text = new();
        Explain(text, 0);
        return text.ToString();
    }

    public sealed override string ToString() => Title;

    /// <summary>A duration as PromQL writes it.</summary>
    protected static string Written(long ms) => PrometheusDuration.Format(TimeSpan.FromMilliseconds(ms));

    private void Explain(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Title).Append($" [{Grid.Count} steps]\n");
        foreach (PlanNode input in Inputs) input.Explain(text, depth + 1);
    }
}
