using System.Globalization;

using Heed.FalseAlarms;

// usage: SEED EFFORT MODELS FOLDER [PART]: appends to false-alarms.tsv, service-alarms.tsv and detection.tsv in the folder, or to one of them.
ulong seed = ulong.Parse(args[0], CultureInfo.InvariantCulture);
double effort = double.Parse(args[1], CultureInfo.InvariantCulture);
int models = int.Parse(args[2], CultureInfo.InvariantCulture);
string folder = args[3];

(string Part, Action<TextWriter> Run)[] parts =
[
    ("false-alarms", output => GridRun.Run(GridRun.Rows(effort), seed, output, Console.Error)),
    ("service-alarms", output => ServiceRun.Run(models, seed, output, Console.Error)),
    ("detection", output => PowerRun.Run(models, seed, output, Console.Error)),
];
foreach ((string part, Action<TextWriter> run) in parts)
{
    if (args.Length > 4 && args[4] != part) continue;
    using StreamWriter output = new(Path.Combine(folder, part + ".tsv"), append: true);
    run(output);
}
