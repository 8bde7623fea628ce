using Heed.Templates.Syntax;

namespace Heed.Templates.Execution;

/// <summary>Evaluates pipelines and operands.</summary>
internal sealed class Evaluator(TemplateLibrary library)
{
    /// <summary>Stands for "no command before this one", which is not the same as its having returned nil.</summary>
    private static readonly object Nothing = new();

    private static readonly object?[] NoArguments = [];

    private TemplateTree _tree = null!;
    private int _steps;

    public VariableStack Variables { get; private set; } = null!;

    public void Enter(TemplateTree tree, VariableStack variables)
    {
        _tree = tree;
        Variables = variables;
    }

    /// <summary>Counts work, so that no template runs for long.</summary>
    public void Step(Node node, int steps = 1)
    {
        _steps += steps;
        if (_steps > library.Options.MaxSteps) throw Fail($"the execution takes more than {library.Options.MaxSteps} steps", node);
    }

    public TemplateFailure Fail(string message, Node node)
    {
        string at = _tree.Source.Excerpt(node.Start, node.End);
        return new TemplateFailure(_tree.Source.Error($"executing \"{_tree.Name}\" at <{at}>: {message}", node.Start));
    }

    public object? Pipeline(PipeNode pipe, object? dot)
    {
        object? value = Nothing;
        foreach (CommandNode command in pipe.Commands) value = Command(command, dot, value);
        foreach (string name in pipe.Variables)
        {
            if (pipe.IsAssignment) Variables.Set(name, value);
            else Variables.Push(name, value);
        }

        return value;
    }

    /// <summary>One stage; <paramref name="final"/> is the result of the stage before, its last argument.</summary>
    private object? Command(CommandNode command, object? dot, object? final)
    {
        Node first = command.Operands[0];
        Step(first);
        switch (first)
        {
            case FieldNode field: return Chain(dot, dot, field.Names, field, command.Operands, final);
            case ChainNode chain: return Chain(dot, Operand(chain.Operand, dot), chain.Fields, chain, command.Operands, final);
            case VariableNode { Fields.Count: > 0 } variable:
                return Chain(dot, Variables.Get(variable.Name), variable.Fields, variable, command.Operands, final);
            case IdentifierNode function: return Function(function, command.Operands, dot, final);
        }

        if (command.Operands.Count > 1 || final != Nothing)
        {
            throw Fail($"can't give an argument to {Show(first)}, which is no function", first);
        }

        return first is NilNode ? throw Fail("nil is not a command", first) : Operand(first, dot);
    }

    /// <summary>The value of a node that stands as an argument.</summary>
    private object? Operand(Node node, object? dot)
    {
        Step(node);
        return node switch
        {
            DotNode => dot,
            NilNode => null,
            LiteralNode literal => literal.Value,
            FieldNode field => Chain(dot, dot, field.Names, field, [field], Nothing),
            ChainNode chain => Chain(dot, Operand(chain.Operand, dot), chain.Fields, chain, [chain], Nothing),
            VariableNode { Fields.Count: 0 } variable => Variables.Get(variable.Name),
            VariableNode variable => Chain(dot, Variables.Get(variable.Name), variable.Fields, variable, [variable], Nothing),
            IdentifierNode function => Function(function, [function], dot, Nothing),
            PipeNode pipe => Pipeline(pipe, dot),
            _ => throw new InvalidOperationException($"expected an operand, found {node.GetType().Name}"),
        };
    }

    /// <summary>Fields one after another; only the last is given the arguments.</summary>
    private object? Chain(
        object? dot, object? receiver, IReadOnlyList<string> names, Node node, IReadOnlyList<Node> operands, object? final)
    {
        for (int i = 0; i < names.Count - 1; i++) receiver = Field(receiver, names[i], node, NoArguments);
        return Field(receiver, names[^1], node, Arguments(operands, dot, final));
    }

    private object? Field(object? receiver, string name, Node node, object?[] arguments)
    {
        if (receiver is null)
        {
            return library.Options.MissingKey == MissingKey.Error ? throw Fail($"nil data; no entry for key \"{name}\"", node) : null;
        }

        if (TryMember(receiver, name, out object? value))
        {
            if (value is TemplateFunction method) return Invoke(name, method, arguments, node);
            return arguments.Length == 0 ? value : throw Fail($"{name} has arguments but is no function", node);
        }

        if (!GoMap.TryView(receiver, out GoMap map)) throw Fail($"can't evaluate field {name} in type {GoValue.TypeName(receiver)}", node);
        if (arguments.Length > 0) throw Fail($"{name} is no method but has arguments", node);
        if (map.TryGet(name, out object? item)) return item;
        return library.Options.MissingKey switch
        {
            MissingKey.EmptyText => "",
            MissingKey.Error => throw Fail($"the map has no entry for the key \"{name}\"", node),
            _ => null,
        };
    }

    private static bool TryMember(object receiver, string name, out object? value)
    {
        value = null;
        bool found = receiver switch
        {
            ITemplateObject data => data.TryGetField(name, out value),
            DateTimeOffset time => TimeMembers.TryGet(time, name, out value),
            TimeSpan duration => TimeMembers.TryGet(duration, name, out value),
            _ => false,
        };
        value = GoValue.Normalize(value);
        return found;
    }

    private object? Function(IdentifierNode function, IReadOnlyList<Node> operands, object? dot, object? final)
    {
        bool replaced = library.Functions.TryGet(function.Name, out TemplateFunctions.Entry entry);
        if (!replaced && function.Name is "and" or "or") return Junction(function, operands, dot, final);
        object?[] arguments = Arguments(operands, dot, final);
        if (!replaced) entry = Builtins.Get(function.Name, library.Options.MissingKey);
        if (arguments.Length < entry.Least || arguments.Length > entry.Most)
        {
            string wanted = entry.Most == int.MaxValue ? $"at least {entry.Least}"
                : entry.Least == entry.Most ? $"{entry.Least}"
                : $"{entry.Least} to {entry.Most}";
            throw Fail($"wrong number of arguments for {function.Name}: want {wanted}, got {arguments.Length}", function);
        }

        return Invoke(function.Name, entry.Function, arguments, function);
    }

    /// <summary><c>and</c> and <c>or</c> stop at the first argument that decides.</summary>
    private object? Junction(IdentifierNode function, IReadOnlyList<Node> operands, object? dot, object? final)
    {
        if (operands.Count == 1 && final == Nothing)
        {
            throw Fail($"wrong number of arguments for {function.Name}: want at least 1, got 0", function);
        }

        bool decides = function.Name == "or";
        object? value = null;
        for (int i = 1; i < operands.Count; i++)
        {
            value = Operand(operands[i], dot);
            if (GoValue.IsTrue(value) == decides) return value;
        }

        return final == Nothing ? value : final;
    }

    private object? Invoke(string name, TemplateFunction function, object?[] arguments, Node node)
    {
        try
        {
            object? result = GoValue.Normalize(function(arguments));
            if (result is string text) Step(node, text.Length / 64);
            return result;
        }
        catch (TemplateException error)
        {
            throw Fail($"error calling {name}: {error.Message}", node);
        }
    }

    /// <summary>The values of all operands but the first, and of the stage before.</summary>
    private object?[] Arguments(IReadOnlyList<Node> operands, object? dot, object? final)
    {
        int count = operands.Count - 1 + (final == Nothing ? 0 : 1);
        if (count == 0) return NoArguments;
        object?[] arguments = new object?[count];
        for (int i = 1; i < operands.Count; i++) arguments[i - 1] = Operand(operands[i], dot);
        if (final != Nothing) arguments[^1] = final;
        return arguments;
    }

    private string Show(Node node) => _tree.Source.Excerpt(node.Start, node.End);
}
