using System.Globalization;

using Heed.FalseAlarms;

// usage: SEED EFFORT MODELS FOLDER: writes false-alarms.tsv, service-alarms.tsv and detection.tsv into the folder.
ulong seed = ulong.Parse(args[0], CultureInfo.InvariantCulture);
double effort = double.Parse(args[1], CultureInfo.InvariantCulture);
int models = int.Parse(args[2], CultureInfo.InvariantCulture);
string folder = args[3];

using (StreamWriter alarms = new(Path.Combine(folder, "false-alarms.tsv"), append: true))
{
    GridRun.Run(GridRun.Rows(effort), seed, alarms, Console.Error);
}

using (StreamWriter service = new(Path.Combine(folder, "service-alarms.tsv"), append: true))
{
    ServiceRun.Run(models, seed, service, Console.Error);
}

using (StreamWriter detection = new(Path.Combine(folder, "detection.tsv"), append: true))
{
    PowerRun.Run(models, seed, detection, Console.Error);
}
