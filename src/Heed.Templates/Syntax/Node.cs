namespace Heed.Templates.Syntax;

/// <summary>A part of a template. <see cref="Start"/> and <see cref="End"/> are positions in its source.</summary>
internal abstract record Node(int Start, int End);

internal sealed record TextNode(string Text, int Start, int End) : Node(Start, End);

internal sealed record ActionNode(PipeNode Pipe, int Start, int End) : Node(Start, End);

/// <summary><c>if</c>, <c>with</c> and <c>range</c>: they differ in what they do with the pipeline's value.</summary>
internal sealed record BranchNode(
    BranchKind Kind, PipeNode Pipe, IReadOnlyList<Node> Body, IReadOnlyList<Node>? Otherwise, int Start, int End) : Node(Start, End);

internal sealed record TemplateNode(string Name, PipeNode? Pipe, int Start, int End) : Node(Start, End);

internal sealed record BreakNode(int Start, int End) : Node(Start, End);

internal sealed record ContinueNode(int Start, int End) : Node(Start, End);

/// <summary>Commands, each fed with the result of the one before; it may declare or assign variables (named with their $).</summary>
internal sealed record PipeNode(
    IReadOnlyList<string> Variables, bool IsAssignment, IReadOnlyList<CommandNode> Commands, int Start, int End) : Node(Start, End);

internal sealed record CommandNode(IReadOnlyList<Node> Operands, int Start, int End) : Node(Start, End);

internal sealed record DotNode(int Start, int End) : Node(Start, End);

internal sealed record NilNode(int Start, int End) : Node(Start, End);

/// <summary>A text, a whole number (long), a number (double) or a truth value.</summary>
internal sealed record LiteralNode(object Value, int Start, int End) : Node(Start, End);

/// <summary><c>.A.B</c></summary>
internal sealed record FieldNode(IReadOnlyList<string> Names, int Start, int End) : Node(Start, End);

/// <summary><c>$x.A.B</c></summary>
internal sealed record VariableNode(string Name, IReadOnlyList<string> Fields, int Start, int End) : Node(Start, End);

/// <summary><c>(pipeline).A.B</c></summary>
internal sealed record ChainNode(Node Operand, IReadOnlyList<string> Fields, int Start, int End) : Node(Start, End);

/// <summary>The name of a function.</summary>
internal sealed record IdentifierNode(string Name, int Start, int End) : Node(Start, End);

internal enum BranchKind
{
    If,
    With,
    Range,
}
