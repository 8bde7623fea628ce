using Heed.Templates.Lexing;

namespace Heed.Templates.Syntax;

/// <summary>Reads the statements of one text: text, actions, branches, definitions. Operands are <see cref="PipelineParser"/>'s.</summary>
internal sealed class Parser
{
    private const int MaxNesting = 200;

    private readonly TemplateSource _source;
    private readonly TokenReader _tokens;
    private readonly PipelineParser _pipelines;
    private readonly Dictionary<string, TemplateTree> _defined = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _variables;
    private int _nesting;
    private int _rangeDepth;

    /// <param name="source">The text.</param>
    /// <param name="functions">What the text may call.</param>
    /// <param name="variables">Names, without the dollar sign, that the text may use without declaring them.</param>
    public Parser(TemplateSource source, TemplateFunctions functions, IReadOnlyList<string> variables)
    {
        _source = source;
        _variables = variables;
        _tokens = new TokenReader(source);
        _pipelines = new PipelineParser(_tokens, functions);
    }

    /// <summary>The templates that the text defines, in the order of their ends.</summary>
    public IReadOnlyList<TemplateTree> Defined => [.. _defined.Values];

    public TemplateTree Parse()
    {
        _pipelines.Begin(_variables);
        List<Node> body = [];
        while (_tokens.Peek().Kind != TokenKind.End)
        {
            if (IsDefinition()) ReadDefinition();
            else body.Add(ReadNode());
        }

        return new TemplateTree(_source.Name, _source, body);
    }

    private bool IsDefinition() =>
        _tokens.Peek().Kind == TokenKind.LeftDelimiter && _tokens.PeekPastSpace(1) is { Kind: TokenKind.Keyword, Text: "define" };

    private void ReadDefinition()
    {
        _tokens.Next();
        Token keyword = _tokens.NextPastSpace();
        string name = ReadTemplateName("define");
        Expect(TokenKind.RightDelimiter, "define clause");
        Define(name, keyword.Start);
    }

    /// <summary>A body up to its end, with variables of its own.</summary>
    private void Define(string name, int at)
    {
        (IReadOnlyList<string> variables, int rangeDepth) = (_variables, _rangeDepth);
        (_variables, _rangeDepth) = ([], 0);
        PipelineParser.Scope scope = _pipelines.Begin(_variables);
        TemplateTree tree = new(name, _source, ReadBody(out Token end));
        if (end.Text != "end") throw _tokens.Fail($"unexpected {{{{{end.Text}}}}} in the definition of \"{name}\"", end.Start);
        Expect(TokenKind.RightDelimiter, "end");
        if (_defined.TryGetValue(name, out TemplateTree? earlier) && !earlier.IsBlank && !tree.IsBlank)
        {
            throw _tokens.Fail($"template \"{name}\" is defined twice", at);
        }

        if (earlier is null || earlier.IsBlank) _defined[name] = tree;
        _pipelines.Return(scope);
        (_variables, _rangeDepth) = (variables, rangeDepth);
    }

    /// <summary>Nodes up to <c>else</c> or <c>end</c>, whose keyword is read too.</summary>
    private List<Node> ReadBody(out Token end)
    {
        List<Node> body = [];
        while (true)
        {
            Token token = _tokens.Peek();
            if (token.Kind == TokenKind.End) throw _tokens.Fail("unexpected end of the text; expected {{end}}", token.Start);
            if (token.Kind == TokenKind.LeftDelimiter && _tokens.PeekPastSpace(1) is { Kind: TokenKind.Keyword, Text: "end" or "else" })
            {
                _tokens.Next();
                end = _tokens.NextPastSpace();
                return body;
            }

            body.Add(ReadNode());
        }
    }

    private Node ReadNode()
    {
        Token token = _tokens.Next();
        if (token.Kind == TokenKind.Text) return new TextNode(token.Text, token.Start, token.End);
        if (token.Kind != TokenKind.LeftDelimiter) throw _tokens.Unexpected(token, "input");
        Token first = _tokens.PeekPastSpace(0);
        if (first.Kind != TokenKind.Keyword)
        {
            PipeNode pipe = _pipelines.Read("command", TokenKind.RightDelimiter, isRange: false);
            return new ActionNode(pipe, pipe.Start, pipe.End);
        }

        _tokens.NextPastSpace();
        return first.Text switch
        {
            "if" => ReadBranch(BranchKind.If, first),
            "with" => ReadBranch(BranchKind.With, first),
            "range" => ReadBranch(BranchKind.Range, first),
            "template" => ReadCall(first),
            "block" => ReadBlock(first),
            "break" or "continue" => ReadJump(first),
            _ => throw _tokens.Fail($"unexpected {{{{{first.Text}}}}}", first.Start),
        };
    }

    private BranchNode ReadBranch(BranchKind kind, Token keyword)
    {
        if (++_nesting > MaxNesting) throw _tokens.Fail($"nested deeper than {MaxNesting}", keyword.Start);
        int mark = _pipelines.VariableCount;
        PipeNode pipe = _pipelines.Read(keyword.Text, TokenKind.RightDelimiter, kind == BranchKind.Range);
        if (kind == BranchKind.Range) _rangeDepth++;
        List<Node> body = ReadBody(out Token end);
        if (kind == BranchKind.Range) _rangeDepth--;
        IReadOnlyList<Node>? otherwise = end.Text == "else" ? ReadElse(kind) : null;
        if (otherwise is null) Expect(TokenKind.RightDelimiter, "end");
        _pipelines.ForgetVariables(mark);
        _nesting--;
        return new BranchNode(kind, pipe, body, otherwise, pipe.Start, pipe.End);
    }

    /// <summary>After <c>else</c>: <c>else if</c> and <c>else with</c> are a branch in the else, closed by the same end.</summary>
    private List<Node> ReadElse(BranchKind kind)
    {
        Token next = _tokens.PeekPastSpace(0);
        bool chained = next.Kind == TokenKind.Keyword
            && ((kind == BranchKind.If && next.Text == "if") || (kind == BranchKind.With && next.Text == "with"));
        if (chained) return [ReadBranch(kind, _tokens.NextPastSpace())];
        Expect(TokenKind.RightDelimiter, "else");
        List<Node> body = ReadBody(out Token end);
        if (end.Text == "else") throw _tokens.Fail("expected {{end}}, found {{else}}", end.Start);
        Expect(TokenKind.RightDelimiter, "end");
        return body;
    }

    private TemplateNode ReadCall(Token keyword)
    {
        string name = ReadTemplateName("template");
        PipeNode? pipe = ReadOptionalPipe("template clause");
        return new TemplateNode(name, pipe, keyword.Start, pipe?.End ?? keyword.End);
    }

    private TemplateNode ReadBlock(Token keyword)
    {
        if (++_nesting > MaxNesting) throw _tokens.Fail($"nested deeper than {MaxNesting}", keyword.Start);
        string name = ReadTemplateName("block");
        PipeNode pipe = _pipelines.Read("block clause", TokenKind.RightDelimiter, isRange: false);
        Define(name, keyword.Start);
        _nesting--;
        return new TemplateNode(name, pipe, keyword.Start, pipe.End);
    }

    private Node ReadJump(Token keyword)
    {
        Expect(TokenKind.RightDelimiter, keyword.Text);
        if (_rangeDepth == 0) throw _tokens.Fail($"{{{{{keyword.Text}}}}} outside {{{{range}}}}", keyword.Start);
        return keyword.Text == "break" ? new BreakNode(keyword.Start, keyword.End) : new ContinueNode(keyword.Start, keyword.End);
    }

    private PipeNode? ReadOptionalPipe(string context)
    {
        if (_tokens.PeekPastSpace(0).Kind != TokenKind.RightDelimiter)
        {
            return _pipelines.Read(context, TokenKind.RightDelimiter, isRange: false);
        }

        _tokens.NextPastSpace();
        return null;
    }

    private string ReadTemplateName(string context)
    {
        Token token = _tokens.NextPastSpace();
        if (token.Kind is not (TokenKind.String or TokenKind.RawString)) throw _tokens.Unexpected(token, $"{context} clause");
        return Literals.TryString(token.Text, out string name) ? name : throw _tokens.Fail("expected a quoted name", token.Start);
    }

    private void Expect(TokenKind kind, string context)
    {
        Token token = _tokens.NextPastSpace();
        if (token.Kind != kind) throw _tokens.Unexpected(token, context);
    }
}
