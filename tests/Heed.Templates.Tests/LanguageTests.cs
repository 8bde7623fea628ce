namespace Heed.Templates.Tests;

/// <summary>Texts over <see cref="TestData.Root"/> and what they write, worked out by hand from the language's definition.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain } text {", "plain } text {")]
    [InlineData("a{{.s}}b", "atextb")]
    [InlineData("{{ .s }}", "text")]
    [InlineData("a {{- .s -}} b", "atextb")]
    [InlineData("a \n\t{{- .s }} b", "atext b")]
    [InlineData("a {{ .s -}} \n b", "a textb")]
    [InlineData("a {{-3}} b", "a -3 b")]
    [InlineData("a{{/* note }} */}}b", "ab")]
    [InlineData("a {{- /* note */ -}} b", "ab")]
    [InlineData("{{/* a */}}{{/* b */}}c", "c")]
    [InlineData("{{.s\n}}", "text")]
    public void Text_actions_comments_and_trim_markers(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{\"a\\tb\\\"\\u00e9\"}}", "a\tb\"é")]
    [InlineData("{{\"\\x41\\101\\U0001F600\"}}", "AA😀")]
    [InlineData("{{\"\\xc3\\xa9\"}}", "é")]
    [InlineData("{{`raw \\n \"q\"`}}", "raw \\n \"q\"")]
    [InlineData("{{'a'}}", "97")]
    [InlineData("{{'\\n'}}", "10")]
    [InlineData("{{'\\''}}", "39")]
    [InlineData("{{12}}", "12")]
    [InlineData("{{-12}}", "-12")]
    [InlineData("{{+12}}", "12")]
    [InlineData("{{0x1F}}", "31")]
    [InlineData("{{0b101}}", "5")]
    [InlineData("{{0o17}}", "15")]
    [InlineData("{{017}}", "15")]
    [InlineData("{{1_000}}", "1000")]
    [InlineData("{{-9223372036854775808}}", "-9223372036854775808")]
    [InlineData("{{1.5}}", "1.5")]
    [InlineData("{{.5}}", "0.5")]
    [InlineData("{{1e3}}", "1000")]
    [InlineData("{{1E-7}}", "1e-07")]
    [InlineData("{{true}} {{false}}", "true false")]
    public void Literals(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{.}}", "map[")]
    [InlineData("{{.obj.Name}}", "Ada")]
    [InlineData("{{.obj.Boss.Name}}", "Bo")]
    [InlineData("{{.obj}}", "Person(Ada)")]
    [InlineData("{{.obj.Greet \"hi\"}}", "hi, Ada")]
    [InlineData("{{\"hi\" | .obj.Boss.Greet}}", "hi, Bo")]
    [InlineData("{{.obj.Count}}", "3")]
    [InlineData("{{(.obj.Greet \"x\") | upper}}", "X, ADA")]
    [InlineData("{{(index .labels \"job\")}}", "api")]
    [InlineData("{{(.obj).Boss.Name}}", "Bo")]
    [InlineData("{{$.obj.Boss.Name}}", "Bo")]
    [InlineData("{{.labels.job}}", "api")]
    [InlineData("{{.missing}}", "<no value>")]
    [InlineData("{{.missing.deeper}}", "<no value>")]
    [InlineData("{{.labels.missing}}", "<no value>")]
    [InlineData("{{.n}}", "<no value>")]
    [InlineData("{{.list}}", "[a b c]")]
    [InlineData("{{.map}}", "map[x:1 y:2]")]
    [InlineData("{{.labels}}", "map[a:1 job:api]")]
    [InlineData("{{.time}}", "2026-03-01 04:05:06.07 +0000 UTC")]
    [InlineData("{{.span}}", "1h2m3.5s")]
    [InlineData("{{.f}} {{.i}} {{.t}} {{.nan}}", "2.5 7 true NaN")]
    public void Fields_methods_and_printing(string text, string expected)
    {
        if (text == "{{.}}") Assert.StartsWith(expected, Run(text));
        else Expect(text, expected);
    }

    [Theory]
    [InlineData("{{.s | upper}}", "TEXT")]
    [InlineData("{{.s | printf \"%s-%s\" .empty}}", "-text")]
    [InlineData("{{print (len .s) (len .list)}}", "4 3")]
    [InlineData("{{join .list \"+\"}}", "a+b+c")]
    [InlineData("{{pair 1 (pair 2 3)}}", "[1 [2 3]]")]
    [InlineData("{{zero}}", "0")]
    [InlineData("{{range3 1 2}}", "2")]
    [InlineData("{{print zero}}", "0")]
    [InlineData("{{call .fn}} {{call .fn 5}}", "none <5>")]
    [InlineData("{{1 | print | upper}}", "1")]
    public void Pipelines_and_functions(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{$x := 1}}{{$x}}", "1")]
    [InlineData("{{$x := 1}}{{$x = 2}}{{$x}}", "2")]
    [InlineData("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "2")]
    [InlineData("{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}", "21")]
    [InlineData("{{with $x := 5}}{{$x}}{{.}}{{end}}", "55")]
    [InlineData("{{if $x := .s}}{{$x}}{{end}}", "text")]
    [InlineData("{{$m := .map}}{{$m.x}}", "1")]
    [InlineData("{{range .list}}{{$.i}}{{.}}{{end}}", "7a7b7c")]
    [InlineData("{{$x:=1}}{{$x=3}}{{$x}}", "3")]
    [InlineData("{{$x := 1}}{{define \"a\"}}{{end}}{{$x}}", "1")]
    [InlineData("{{$x := 1}}{{block \"a\" .}}{{.i}}{{end}}{{$x}}", "71")]
    public void Variables(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{if true}}a{{end}}", "a")]
    [InlineData("{{if false}}a{{end}}", "")]
    [InlineData("{{if .none}}a{{else}}b{{end}}", "b")]
    [InlineData("{{if .empty}}a{{else if .s}}b{{else}}c{{end}}", "b")]
    [InlineData("{{if .empty}}a{{else if .none}}b{{else if .n}}c{{else}}d{{end}}", "d")]
    [InlineData("{{if 0}}a{{else}}b{{end}}{{if 0.0}}a{{else}}b{{end}}{{if 1}}a{{end}}", "bba")]
    [InlineData("{{if .obj}}a{{end}}{{if .time}}b{{end}}{{if .span}}c{{end}}{{if .fn}}d{{end}}{{if .map}}e{{end}}", "abcde")]
    [InlineData("{{if .nan}}a{{end}}", "a")]
    [InlineData("{{with .s}}{{.}}{{end}}", "text")]
    [InlineData("{{with .empty}}a{{else}}{{.i}}{{end}}", "7")]
    [InlineData("{{with .empty}}a{{else with .s}}{{.}}{{else}}c{{end}}", "text")]
    public void If_and_with(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{range .list}}<{{.}}>{{end}}", "<a><b><c>")]
    [InlineData("{{range $x := .list}}{{$x}}{{end}}", "abc")]
    [InlineData("{{range $i, $x := .list}}{{$i}}{{$x}} {{end}}", "0a 1b 2c ")]
    [InlineData("{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}", "x=1;y=2;")]
    [InlineData("{{range .labels}}{{.}} {{end}}", "1 api ")]
    [InlineData("{{range .none}}a{{else}}b{{end}}", "b")]
    [InlineData("{{range .n}}a{{else}}b{{end}}", "b")]
    [InlineData("{{range 3}}{{.}}{{end}}", "012")]
    [InlineData("{{range $i := 3}}{{$i}}{{end}}", "012")]
    [InlineData("{{range 0}}a{{else}}b{{end}}", "b")]
    [InlineData("{{range .ints}}{{if eq . 2}}{{continue}}{{end}}{{if eq . 4}}{{break}}{{end}}{{.}}{{end}}", "13")]
    [InlineData("{{range .list}}{{range 2}}{{break}}{{end}}{{.}}{{end}}", "abc")]
    [InlineData("{{$x := 0}}{{$l := .list}}{{range $x = $l}}{{end}}{{$x}}", "c")]
    [InlineData("{{range .list}}{{$y := .}}{{end}}{{.i}}", "7")]
    [InlineData("{{range $i, $x := .list}}{{if $i}}, {{end}}{{$x}}{{end}}", "a, b, c")]
    public void Range(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{define \"t\"}}[{{.}}]{{end}}{{template \"t\" .s}}", "[text]")]
    [InlineData("{{template \"t\" .s}}{{define \"t\"}}[{{.}}]{{end}}", "[text]")]
    [InlineData("{{define \"t\"}}[{{.}}]{{end}}{{template \"t\"}}", "[<no value>]")]
    [InlineData("{{define \"t\"}}{{$}}{{end}}{{template \"t\" 5}}", "5")]
    [InlineData("{{define `t`}}a{{end}}{{template `t`}}{{template \"t\"}}", "aa")]
    [InlineData("{{block \"b\" .i}}{{.}}{{end}}", "7")]
    [InlineData("{{define \"r\"}}{{if .}}{{.}}{{template \"r\" (slice . 1)}}{{end}}{{end}}{{template \"r\" \"abc\"}}", "abcbcc")]
    [InlineData("{{define \"a\"}}{{template \"b\" .}}{{end}}{{define \"b\"}}b{{.}}{{end}}{{template \"a\" 1}}", "b1")]
    [InlineData("{{define \"a\"}} {{end}}{{define \"a\"}}x{{end}}{{template \"a\"}}", "x")]
    public void Templates(string text, string expected) => Expect(text, expected);

    [Theory]
    [InlineData("{{.time.Format \"2006-01-02T15:04:05Z07:00\"}}", "2026-03-01T04:05:06Z")]
    [InlineData("{{.time.Format \"Mon Jan _2 15:04:05.000 MST 2006\"}}", "Sun Mar  1 04:05:06.070 UTC 2026")]
    [InlineData("{{.time.Format \"Monday, January 2, 3:04 PM -0700\"}}", "Sunday, March 1, 4:05 AM +0000")]
    [InlineData("{{.time.Format \"Months 06 002 .999\"}}", "Months 26 060 .07")]
    [InlineData("{{.time.Unix}} {{.time.Year}} {{.time.Weekday}}", "1772337906 2026 Sunday")]
    [InlineData("{{(.time.Add .span).Format \"15:04:05\"}}", "05:07:09")]
    [InlineData("{{(.time.Sub .time).Seconds}} {{.span.Hours}}", "0 1.0343055555555556")]
    [InlineData("{{.time.Before .time}} {{.time.IsZero}} {{eq .time .time}}", "false false true")]
    public void Times(string text, string expected) => Expect(text, expected);

    private static string Run(string text)
    {
        Assert.True(Template.TryParse("t", text, TestData.Functions, out Template? template, out TemplateError? error), error?.ToString());
        Assert.True(template.TryExecute(TestData.Root, null, out string output, out error), error?.ToString());
        return output;
    }

    private static void Expect(string text, string expected) => Assert.Equal(expected, Run(text));
}
