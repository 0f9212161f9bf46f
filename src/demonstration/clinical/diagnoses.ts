/**
 * Diagnoses with their ICD-10 code (WHO, 10th revision) and the usual ages, medicines and investigations, so that a
 * generated course of illness is plausible.
 */
import type { Sex } from '../../domain/person/cnp.ts'
import type { Specialty } from '../population/doctors.ts'

export interface Investigation {
  /** The LOINC code. */
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly normal: readonly [number, number]
  readonly ill: readonly [number, number]
  readonly decimals: number
}

export interface Medicine {
  readonly name: string
  /** The ATC code of the WHO. */
  readonly atc: string
  readonly dose: string
}

export interface Diagnosis {
  readonly code: string
  readonly name: string
  readonly chronic: boolean
  readonly ages: readonly [number, number]
  readonly sex: Sex | null
  /** Its frequency relative to the others. */
  readonly weight: number
  readonly specialty: Specialty
  readonly complaint: string
  readonly medicines: readonly Medicine[]
  readonly investigations: readonly Investigation[]
  /** Whether it may lead to a hospital stay. */
  readonly hospital: boolean
}

const test = (
  code: string,
  name: string,
  unit: string,
  normal: readonly [number, number],
  ill: readonly [number, number],
  decimals = 0,
): Investigation => ({ code, name, unit, normal, ill, decimals })
const GLUCOSE = test('2345-7', 'Glucoză', 'mg/dL', [74, 106], [126, 260])
const HBA1C = test('4548-4', 'Hemoglobină glicozilată', '%', [4.5, 6], [6.6, 10.5], 1)
const CHOLESTEROL = test('2093-3', 'Colesterol total', 'mg/dL', [130, 199], [210, 320])
const CREATININE = test('2160-0', 'Creatinină', 'mg/dL', [0.6, 1.2], [1.4, 3.2], 2)
const HAEMOGLOBIN = test('718-7', 'Hemoglobină', 'g/dL', [12.2, 16.5], [7.8, 11.4], 1)
const LEUCOCYTES = test('6690-2', 'Leucocite', '10*3/uL', [4, 10], [11, 19], 1)
const CRP = test('1988-5', 'Proteină C reactivă', 'mg/L', [0, 5], [8, 140])
const TSH = test('3016-3', 'TSH', 'mUI/L', [0.4, 4], [5.5, 18], 2)
const PRESSURE = test('8480-6', 'Tensiune arterială sistolică', 'mm[Hg]', [110, 135], [145, 190])

const drug = (name: string, atc: string, dose: string): Medicine => ({ name, atc, dose })
const PARACETAMOL = drug('Paracetamol 500 mg', 'N02BE01', '1 cp la 8 ore, 5 zile')
const AMOXICILLIN = drug('Amoxicilină/acid clavulanic 875/125 mg', 'J01CR02', '1 cp la 12 ore, 7 zile')
const IBUPROFEN = drug('Ibuprofen 400 mg', 'M01AE01', '1 cp la 8 ore după masă, 5 zile')

type Rest = Partial<
  Pick<Diagnosis, 'chronic' | 'ages' | 'sex' | 'weight' | 'medicines' | 'investigations' | 'hospital'>
>
const diagnosis = (
  code: string,
  name: string,
  specialty: Specialty,
  complaint: string,
  rest: Rest = {},
): Diagnosis => ({
  code,
  name,
  specialty,
  complaint,
  chronic: false,
  ages: [0, 120],
  sex: null,
  weight: 1,
  medicines: [],
  investigations: [],
  hospital: false,
  ...rest,
})

export const DIAGNOSES: readonly Diagnosis[] = [
  diagnosis(
    'I10',
    'Hipertensiune arterială esențială',
    'cardiologie',
    'Cefalee occipitală matinală, valori tensionale crescute la domiciliu.',
    {
      chronic: true,
      ages: [38, 120],
      weight: 9,
      medicines: [
        drug('Perindopril 5 mg', 'C09AA04', '1 cp dimineața'),
        drug('Indapamidă 1,5 mg', 'C03BA11', '1 cp dimineața'),
      ],
      investigations: [PRESSURE, CREATININE, CHOLESTEROL],
    },
  ),
  diagnosis(
    'E11.9',
    'Diabet zaharat tip 2 fără complicații',
    'diabet zaharat, nutriție și boli metabolice',
    'Sete accentuată, poliurie, scădere ponderală.',
    {
      chronic: true,
      ages: [40, 120],
      weight: 5,
      medicines: [drug('Metformină 1000 mg', 'A10BA02', '1 cp dimineața și seara')],
      investigations: [GLUCOSE, HBA1C, CREATININE],
    },
  ),
  diagnosis(
    'E10.9',
    'Diabet zaharat tip 1 fără complicații',
    'diabet zaharat, nutriție și boli metabolice',
    'Poliurie, polidipsie, astenie.',
    {
      chronic: true,
      ages: [6, 40],
      weight: 1,
      medicines: [drug('Insulină glargin 100 U/mL', 'A10AE04', 'subcutanat, seara')],
      investigations: [GLUCOSE, HBA1C],
      hospital: true,
    },
  ),
  diagnosis(
    'I25.1',
    'Cardiopatie ischemică aterosclerotică',
    'cardiologie',
    'Dureri toracice la efort moderat, cedate în repaus.',
    {
      chronic: true,
      ages: [50, 120],
      weight: 4,
      medicines: [
        drug('Acid acetilsalicilic 75 mg', 'B01AC06', '1 cp la prânz'),
        drug('Atorvastatină 40 mg', 'C10AA05', '1 cp seara'),
      ],
      investigations: [CHOLESTEROL, CREATININE],
      hospital: true,
    },
  ),
  diagnosis('I48', 'Fibrilație și flutter atrial', 'cardiologie', 'Palpitații cu debut brusc, dispnee.', {
    chronic: true,
    ages: [58, 120],
    weight: 2,
    medicines: [drug('Apixaban 5 mg', 'B01AF02', '1 cp dimineața și seara')],
    investigations: [CREATININE],
    hospital: true,
  }),
  diagnosis('I50.0', 'Insuficiență cardiacă congestivă', 'cardiologie', 'Dispnee la eforturi mici, edeme gambiere.', {
    chronic: true,
    ages: [60, 120],
    weight: 2,
    medicines: [drug('Furosemid 40 mg', 'C03CA01', '1 cp dimineața')],
    investigations: [CREATININE],
    hospital: true,
  }),
  diagnosis(
    'J44.9',
    'Boală pulmonară obstructivă cronică',
    'pneumologie',
    'Dispnee de efort, tuse productivă cronică.',
    {
      chronic: true,
      ages: [45, 120],
      weight: 2,
      medicines: [drug('Tiotropiu 18 µg', 'R03BB04', 'o inhalație pe zi')],
      investigations: [LEUCOCYTES],
      hospital: true,
    },
  ),
  diagnosis('J45.9', 'Astm bronșic', 'pneumologie', 'Episoade de dispnee expiratorie și wheezing.', {
    chronic: true,
    ages: [5, 70],
    weight: 3,
    medicines: [drug('Salbutamol 100 µg', 'R03AC02', '2 pufuri la nevoie')],
    investigations: [LEUCOCYTES],
  }),
  diagnosis('E03.9', 'Hipotiroidism', 'medicină internă', 'Astenie, intoleranță la frig, creștere ponderală.', {
    chronic: true,
    ages: [22, 100],
    weight: 3,
    medicines: [drug('Levotiroxină 75 µg', 'H03AA01', '1 cp dimineața pe nemâncate')],
    investigations: [TSH],
  }),
  diagnosis('E78.5', 'Hiperlipidemie', 'medicină internă', 'Descoperită la analize de rutină.', {
    chronic: true,
    ages: [35, 100],
    weight: 5,
    medicines: [drug('Rosuvastatină 10 mg', 'C10AA07', '1 cp seara')],
    investigations: [CHOLESTEROL],
  }),
  diagnosis(
    'K21.9',
    'Boală de reflux gastroesofagian',
    'medicină internă',
    'Pirozis postprandial, regurgitații acide.',
    { chronic: true, ages: [20, 90], weight: 4, medicines: [drug('Pantoprazol 40 mg', 'A02BC02', '1 cp dimineața')] },
  ),
  diagnosis('M54.5', 'Lombalgie joasă', 'ortopedie', 'Durere lombară accentuată la efort.', {
    ages: [20, 90],
    weight: 5,
    medicines: [IBUPROFEN],
  }),
  diagnosis('M17.9', 'Gonartroză', 'ortopedie', 'Gonalgii la mers și la urcatul scărilor.', {
    chronic: true,
    ages: [50, 120],
    weight: 4,
    medicines: [drug('Diclofenac 75 mg', 'M01AB05', '1 cp pe zi, 10 zile')],
  }),
  diagnosis('G40.9', 'Epilepsie', 'neurologie', 'Crize convulsive generalizate.', {
    chronic: true,
    ages: [4, 80],
    weight: 1,
    medicines: [drug('Acid valproic 500 mg', 'N03AG01', '1 cp dimineața și seara')],
    hospital: true,
  }),
  diagnosis('G43.9', 'Migrenă', 'neurologie', 'Cefalee pulsatilă unilaterală cu fotofobie.', {
    chronic: true,
    ages: [14, 65],
    weight: 3,
    medicines: [drug('Sumatriptan 50 mg', 'N02CC01', '1 cp la debutul crizei')],
  }),
  diagnosis('I63.9', 'Infarct cerebral', 'neurologie', 'Deficit motor instalat brusc pe partea stângă.', {
    ages: [55, 120],
    weight: 1,
    medicines: [drug('Clopidogrel 75 mg', 'B01AC04', '1 cp pe zi')],
    investigations: [CHOLESTEROL, GLUCOSE],
    hospital: true,
  }),
  diagnosis('F32.9', 'Episod depresiv', 'medicină internă', 'Dispoziție depresivă, insomnie, scăderea interesului.', {
    ages: [16, 90],
    weight: 2,
    medicines: [drug('Sertralină 50 mg', 'N06AB06', '1 cp dimineața')],
  }),
  diagnosis('F41.9', 'Tulburare anxioasă', 'medicină internă', 'Neliniște, palpitații, tulburări de somn.', {
    ages: [16, 80],
    weight: 3,
    medicines: [drug('Escitalopram 10 mg', 'N06AB10', '1 cp dimineața')],
  }),
  diagnosis('J18.9', 'Pneumonie', 'pneumologie', 'Febră 39 °C, tuse, junghi toracic.', {
    weight: 2,
    medicines: [AMOXICILLIN],
    investigations: [LEUCOCYTES, CRP],
    hospital: true,
  }),
  diagnosis(
    'J06.9',
    'Infecție acută a căilor respiratorii superioare',
    'medicină de familie',
    'Febră, odinofagie, rinoree.',
    { weight: 12, medicines: [PARACETAMOL] },
  ),
  diagnosis('J20.9', 'Bronșită acută', 'medicină de familie', 'Tuse productivă, subfebrilitate.', {
    weight: 6,
    medicines: [drug('Acetilcisteină 600 mg', 'R05CB01', '1 plic pe zi, 7 zile')],
    investigations: [CRP],
  }),
  diagnosis('J03.9', 'Amigdalită acută', 'medicină de familie', 'Disfagie, febră, adenopatie laterocervicală.', {
    ages: [3, 45],
    weight: 5,
    medicines: [AMOXICILLIN],
    investigations: [LEUCOCYTES],
  }),
  diagnosis('H66.9', 'Otită medie', 'pediatrie', 'Otalgie, febră.', {
    ages: [0, 14],
    weight: 5,
    medicines: [AMOXICILLIN],
  }),
  diagnosis(
    'A09',
    'Diaree și gastroenterită probabil infecțioase',
    'pediatrie',
    'Scaune apoase frecvente, vărsături.',
    {
      ages: [0, 60],
      weight: 4,
      medicines: [drug('Săruri de rehidratare orală', 'A07CA', 'după fiecare scaun')],
      hospital: true,
    },
  ),
  diagnosis('B01.9', 'Varicelă fără complicații', 'pediatrie', 'Erupție veziculoasă pruriginoasă generalizată.', {
    ages: [1, 18],
    weight: 3,
    medicines: [PARACETAMOL],
  }),
  diagnosis('N39.0', 'Infecție a căilor urinare', 'medicină de familie', 'Disurie, polakiurie.', {
    ages: [3, 100],
    weight: 5,
    medicines: [drug('Fosfomicină 3 g', 'J01XX01', '1 plic, doză unică')],
    investigations: [LEUCOCYTES],
  }),
  diagnosis('D50.9', 'Anemie prin carență de fier', 'medicină internă', 'Astenie, paloare, dispnee de efort.', {
    ages: [1, 100],
    weight: 4,
    medicines: [drug('Fier (sulfat feros) 325 mg', 'B03AA07', '1 cp pe zi, 3 luni')],
    investigations: [HAEMOGLOBIN],
  }),
  diagnosis('K35.8', 'Apendicită acută', 'medicină de urgență', 'Durere în fosa iliacă dreaptă, greață, febră.', {
    ages: [6, 50],
    weight: 1,
    medicines: [PARACETAMOL],
    investigations: [LEUCOCYTES, CRP],
    hospital: true,
  }),
  diagnosis(
    'K80.2',
    'Calcul al vezicii biliare fără colecistită',
    'medicină internă',
    'Colici în hipocondrul drept după mese grase.',
    { ages: [25, 90], weight: 2, medicines: [drug('Drotaverină 40 mg', 'A03AD02', '1 cp la nevoie')], hospital: true },
  ),
  diagnosis(
    'S52.5',
    'Fractură a extremității inferioare a radiusului',
    'ortopedie',
    'Durere și deformare a pumnului după cădere.',
    { ages: [5, 100], weight: 2, medicines: [IBUPROFEN], hospital: true },
  ),
  diagnosis('S93.4', 'Entorsă a gleznei', 'ortopedie', 'Durere și edem al gleznei după torsiune.', {
    ages: [8, 70],
    weight: 3,
    medicines: [IBUPROFEN],
  }),
  diagnosis('L20.9', 'Dermatită atopică', 'pediatrie', 'Leziuni eczematoase pruriginoase ale plicilor.', {
    chronic: true,
    ages: [0, 30],
    weight: 3,
    medicines: [drug('Hidrocortizon cremă 1 %', 'D07AA02', 'local de două ori pe zi, 7 zile')],
  }),
  diagnosis('N40', 'Hiperplazie a prostatei', 'medicină internă', 'Polakiurie nocturnă, jet urinar slab.', {
    chronic: true,
    ages: [52, 120],
    sex: 'male',
    weight: 4,
    medicines: [drug('Tamsulosin 0,4 mg', 'G04CA02', '1 cps seara')],
    investigations: [CREATININE],
  }),
  diagnosis(
    'N18.9',
    'Boală cronică de rinichi',
    'medicină internă',
    'Valori crescute ale creatininei la controale repetate.',
    { chronic: true, ages: [55, 120], weight: 2, investigations: [CREATININE, HAEMOGLOBIN] },
  ),
  diagnosis('Z34.9', 'Supraveghere a unei sarcini normale', 'medicină de familie', 'Control de rutină în sarcină.', {
    ages: [19, 42],
    sex: 'female',
    weight: 3,
    medicines: [drug('Acid folic 5 mg', 'B03BB01', '1 cp pe zi')],
    investigations: [HAEMOGLOBIN, GLUCOSE],
  }),
  diagnosis('M81.9', 'Osteoporoză', 'medicină internă', 'Dureri difuze ale coloanei dorsale.', {
    chronic: true,
    ages: [55, 120],
    sex: 'female',
    weight: 3,
    medicines: [drug('Acid alendronic 70 mg', 'M05BA04', '1 cp pe săptămână')],
  }),
  diagnosis('H25.9', 'Cataractă senilă', 'medicină internă', 'Scăderea progresivă a acuității vizuale.', {
    ages: [62, 120],
    weight: 3,
    hospital: true,
  }),
  diagnosis('Z00.0', 'Examen medical general', 'medicină de familie', 'Fără acuze; control periodic.', {
    weight: 6,
    investigations: [GLUCOSE, CHOLESTEROL, HAEMOGLOBIN],
  }),
]

/** Vaccines of the national schedule, with the age in years at which they are given. */
export const VACCINES = [
  { name: 'Vaccin hexavalent (difterie, tetanos, pertussis, poliomielită, Hib, hepatită B)', atc: 'J07CA09', age: 0 },
  { name: 'Vaccin pneumococic conjugat', atc: 'J07AL02', age: 0 },
  { name: 'Vaccin rujeolă, oreion, rubeolă', atc: 'J07BD52', age: 1 },
  { name: 'Vaccin rujeolă, oreion, rubeolă', atc: 'J07BD52', age: 5 },
  { name: 'Vaccin difterie, tetanos, pertussis', atc: 'J07AJ52', age: 14 },
  { name: 'Vaccin gripal', atc: 'J07BB02', age: 60 },
] as const
