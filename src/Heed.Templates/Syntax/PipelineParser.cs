using Heed.Templates.Execution;
using Heed.Templates.Lexing;

namespace Heed.Templates.Syntax;

/// <summary>Reads pipelines, and knows which variables are in scope.</summary>
internal sealed class PipelineParser(TokenReader tokens, TemplateFunctions functions)
{
    private const int MaxNesting = 100;

    private List<string> _variables = [];
    private int _nesting;

    public int VariableCount => _variables.Count;

    /// <summary>Starts the scope of a template; the scope that it stands in comes back with <see cref="Return"/>.</summary>
    public Scope Begin(IReadOnlyList<string> variables)
    {
        Scope outer = new(_variables);
        _variables = ["$", .. variables.Select(name => "$" + name)];
        return outer;
    }

    public void Return(Scope outer) => _variables = outer.Variables;

    public void ForgetVariables(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    /// <summary>A pipeline with the token that ends it.</summary>
    public PipeNode Read(string context, TokenKind end, bool isRange)
    {
        Token first = tokens.PeekPastSpace(0);
        if (++_nesting > MaxNesting) throw tokens.Fail($"parentheses nested deeper than {MaxNesting}", first.Start);
        List<string> declared = ReadDeclaration(isRange, out bool assigns);
        List<CommandNode> commands = [];
        while (true)
        {
            Token token = tokens.PeekPastSpace(0);
            if (token.Kind == end)
            {
                tokens.NextPastSpace();
                Check(context, commands, token);
                _nesting--;
                return new PipeNode(declared, assigns, commands, first.Start, commands[^1].End);
            }

            commands.Add(ReadCommand(context));
        }
    }

    private void Check(string context, List<CommandNode> commands, Token end)
    {
        if (commands.Count == 0) throw tokens.Fail($"missing value for {context}", end.Start);
        for (int i = 1; i < commands.Count; i++)
        {
            if (commands[i].Operands[0] is DotNode or NilNode or LiteralNode)
            {
                throw tokens.Fail($"stage {i + 1} of the pipeline is no function, method or field", commands[i].Start);
            }
        }
    }

    /// <summary><c>$x :=</c>, <c>$x =</c>, and in a range <c>$i, $x :=</c>.</summary>
    private List<string> ReadDeclaration(bool isRange, out bool assigns)
    {
        assigns = false;
        if (tokens.PeekPastSpace(0).Kind != TokenKind.Variable) return [];
        bool two = isRange && tokens.PeekPastSpace(1).Kind == TokenKind.Comma;
        if (two && tokens.PeekPastSpace(2).Kind != TokenKind.Variable) throw tokens.Unexpected(tokens.PeekPastSpace(2), "range");
        TokenKind sign = tokens.PeekPastSpace(two ? 3 : 1).Kind;
        if (sign is not (TokenKind.Declare or TokenKind.Assign))
        {
            if (two) throw tokens.Unexpected(tokens.PeekPastSpace(3), "range");
            return [];
        }

        assigns = sign == TokenKind.Assign;
        List<string> names = [ReadDeclared(assigns)];
        if (two)
        {
            tokens.NextPastSpace();
            names.Add(ReadDeclared(assigns));
        }

        tokens.NextPastSpace();
        return names;
    }

    private string ReadDeclared(bool assigns)
    {
        Token name = tokens.NextPastSpace();
        if (!assigns) _variables.Add(name.Text);
        else if (!_variables.Contains(name.Text)) throw tokens.Fail($"undefined variable {name.Text}", name.Start);
        return name.Text;
    }

    /// <summary>Operands parted by space, up to a pipe, which is taken, or to what ends the pipeline, which is not.</summary>
    private CommandNode ReadCommand(string context)
    {
        List<Node> operands = [];
        while (true)
        {
            Token token = tokens.PeekPastSpace(0);
            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParen) break;
            if (token.Kind == TokenKind.Pipe)
            {
                tokens.NextPastSpace();
                Token next = tokens.PeekPastSpace(0);
                if (operands.Count == 0 || next.Kind is TokenKind.RightDelimiter or TokenKind.RightParen)
                {
                    throw tokens.Fail($"missing value for {context}", token.Start);
                }

                break;
            }

            operands.Add(ReadOperand(context));
            Token after = tokens.Peek();
            if (after.Kind is not (TokenKind.Space or TokenKind.RightDelimiter or TokenKind.RightParen or TokenKind.Pipe))
            {
                throw tokens.Unexpected(after, "operand");
            }
        }

        if (operands.Count == 0) throw tokens.Unexpected(tokens.PeekPastSpace(0), context);
        return new CommandNode(operands, operands[0].Start, operands[^1].End);
    }

    private Node ReadOperand(string context)
    {
        Node term = ReadTerm(context);
        if (tokens.Peek().Kind != TokenKind.Field) return term;
        List<string> names = [];
        int end = term.End;
        Token dot = tokens.Peek();
        while (tokens.Peek().Kind == TokenKind.Field)
        {
            Token field = tokens.Next();
            names.Add(field.Text[1..]);
            end = field.End;
        }

        return term switch
        {
            FieldNode field => field with { Names = [.. field.Names, .. names], End = end },
            VariableNode variable => variable with { Fields = names, End = end },
            LiteralNode or NilNode or DotNode => throw tokens.Fail($"unexpected . after {tokens.Text(term)}", dot.Start),
            _ => new ChainNode(term, names, term.Start, end),
        };
    }

    private Node ReadTerm(string context)
    {
        Token token = tokens.NextPastSpace();
        switch (token.Kind)
        {
            case TokenKind.Dot: return new DotNode(token.Start, token.End);
            case TokenKind.Nil: return new NilNode(token.Start, token.End);
            case TokenKind.Field: return new FieldNode([token.Text[1..]], token.Start, token.End);
            case TokenKind.Bool: return new LiteralNode(token.Text == "true", token.Start, token.End);
            case TokenKind.LeftParen:
                PipeNode pipe = Read("parenthesised pipeline", TokenKind.RightParen, isRange: false);
                return pipe with { Start = token.Start, End = pipe.End + 1 };
            case TokenKind.Variable:
                if (!_variables.Contains(token.Text)) throw tokens.Fail($"undefined variable {token.Text}", token.Start);
                return new VariableNode(token.Text, [], token.Start, token.End);
            case TokenKind.Identifier:
                bool known = functions.TryGet(token.Text, out _) || Builtins.Has(token.Text);
                return known ? new IdentifierNode(token.Text, token.Start, token.End) : throw UnknownFunction(token);
            default: return new LiteralNode(ReadLiteral(token, context), token.Start, token.End);
        }
    }

    private object ReadLiteral(Token token, string context)
    {
        switch (token.Kind)
        {
            case TokenKind.String or TokenKind.RawString when Literals.TryString(token.Text, out string text): return text;
            case TokenKind.Character when Literals.TryCharacter(token.Text, out long character): return character;
            case TokenKind.Number when Literals.TryNumber(token.Text, out object? number): return number;
            case TokenKind.String: throw tokens.Fail($"malformed string {token.Text}", token.Start);
            case TokenKind.Character: throw tokens.Fail($"malformed character constant {token.Text}", token.Start);
            case TokenKind.Number: throw tokens.Fail($"malformed or too large number {token.Text}", token.Start);
            default: throw tokens.Unexpected(token, context);
        }
    }

    private TemplateFailure UnknownFunction(Token token) => tokens.Fail($"function \"{token.Text}\" is not defined", token.Start);

    /// <summary>The variables of a template whose reading is interrupted by another one's.</summary>
    internal readonly record struct Scope(List<string> Variables);
}
