using System.Text;

using Heed.Templates.Formatting;
using Heed.Templates.Syntax;

namespace Heed.Templates.Execution;

/// <summary>One execution: the statements. Its bounds are the options'.</summary>
internal sealed class Executor
{
    private readonly TemplateLibrary _library;
    private readonly StringBuilder _output = new();
    private readonly Evaluator _evaluator;
    private TemplateTree _tree = null!;
    private int _depth;

    public Executor(TemplateLibrary library)
    {
        _library = library;
        _evaluator = new Evaluator(library);
    }

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    public string Execute(TemplateTree tree, object? data, IReadOnlyDictionary<string, object?>? variables)
    {
        data = GoValue.Normalize(data);
        VariableStack stack = new(data);
        foreach (string name in _library.Options.Variables)
        {
            object? value = null;
            variables?.TryGetValue(name, out value);
            stack.Push("$" + name, GoValue.Normalize(value));
        }

        Run(tree, data, stack);
        return _output.ToString();
    }

    private void Run(TemplateTree tree, object? dot, VariableStack variables)
    {
        (TemplateTree outerTree, VariableStack outerVariables) = (_tree, _evaluator.Variables);
        _tree = tree;
        _evaluator.Enter(tree, variables);
        Walk(tree.Body, dot);
        _tree = outerTree;
        _evaluator.Enter(outerTree, outerVariables);
    }

    private Flow Walk(IReadOnlyList<Node> nodes, object? dot)
    {
        foreach (Node node in nodes)
        {
            Flow flow = Walk(node, dot);
            if (flow != Flow.Next) return flow;
        }

        return Flow.Next;
    }

    private Flow Walk(Node node, object? dot)
    {
        _evaluator.Step(node);
        switch (node)
        {
            case TextNode text:
                Write(text.Text, node);
                return Flow.Next;
            case ActionNode action:
                object? value = _evaluator.Pipeline(action.Pipe, dot);
                if (action.Pipe.Variables.Count == 0) Print(value, node);
                return Flow.Next;
            case BranchNode branch:
                int mark = _evaluator.Variables.Count;
                Flow flow = Branch(branch, dot);
                _evaluator.Variables.PopTo(mark);
                return flow;
            case TemplateNode call:
                Call(call, dot);
                return Flow.Next;
            case BreakNode: return Flow.Break;
            case ContinueNode: return Flow.Continue;
            default: throw new InvalidOperationException($"expected a statement, found {node.GetType().Name}");
        }
    }

    private Flow Branch(BranchNode branch, object? dot)
    {
        object? value = _evaluator.Pipeline(branch.Pipe, dot);
        if (branch.Kind == BranchKind.Range)
        {
            if (TryRange(branch, value, out Flow flow)) return flow;
        }
        else if (GoValue.IsTrue(value))
        {
            return Walk(branch.Body, branch.Kind == BranchKind.With ? value : dot);
        }

        return branch.Otherwise is null ? Flow.Next : Walk(branch.Otherwise, dot);
    }

    /// <summary>False where there was nothing to go over.</summary>
    private bool TryRange(BranchNode range, object? value, out Flow flow)
    {
        flow = Flow.Next;
        switch (value)
        {
            case null: return false;
            case long count:
                if (range.Pipe.Variables.Count > 1) throw _evaluator.Fail("a range over a whole number has one variable", range.Pipe);
                for (long i = 0; i < count && Iterate(range, i, i); i++)
                {
                }

                return count > 0;
            case IReadOnlyList<object?> list:
                for (int i = 0; i < list.Count && Iterate(range, (long)i, GoValue.Normalize(list[i])); i++)
                {
                }

                return list.Count > 0;
        }

        if (!GoMap.TryView(value, out GoMap map))
        {
            throw _evaluator.Fail($"range can't iterate over a value of type {GoValue.TypeName(value)}", range.Pipe);
        }

        foreach (string key in map.Keys)
        {
            map.TryGet(key, out object? item);
            if (!Iterate(range, key, item)) break;
        }

        return map.Count > 0;
    }

    /// <summary>Runs the body once; false where it broke out.</summary>
    private bool Iterate(BranchNode range, object key, object? item)
    {
        _evaluator.Step(range);
        VariableStack variables = _evaluator.Variables;
        IReadOnlyList<string> names = range.Pipe.Variables;
        int mark = variables.Count;
        if (names.Count > 0)
        {
            Bind(names[^1], item);
            if (names.Count > 1) Bind(names[0], key);
        }

        Flow flow = Walk(range.Body, item);
        variables.PopTo(mark);
        return flow != Flow.Break;

        void Bind(string name, object? bound)
        {
            if (range.Pipe.IsAssignment) variables.Set(name, bound);
            else variables.Push(name, bound);
        }
    }

    private void Call(TemplateNode call, object? dot)
    {
        if (!_library.Trees.TryGetValue(call.Name, out TemplateTree? tree))
        {
            throw _evaluator.Fail($"template \"{call.Name}\" is not defined", call);
        }

        if (++_depth > _library.Options.MaxDepth)
        {
            throw _evaluator.Fail($"templates call each other deeper than {_library.Options.MaxDepth}", call);
        }

        object? data = call.Pipe is null ? null : _evaluator.Pipeline(call.Pipe, dot);
        Run(tree, data, new VariableStack(data));
        _depth--;
    }

    private void Print(object? value, Node node)
    {
        if (value is TemplateFunction) throw _evaluator.Fail($"can't print a function: {_tree.Source.Excerpt(node.Start, node.End)}", node);
        Write(value is null ? "<no value>" : value as string ?? GoPrinter.Print(value), node);
    }

    private void Write(string text, Node node)
    {
        if (_output.Length + text.Length > _library.Options.MaxOutput)
        {
            throw _evaluator.Fail($"the output is longer than {_library.Options.MaxOutput} characters", node);
        }

        _output.Append(text);
    }
}
