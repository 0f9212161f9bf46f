/** What the rules say of each attack, word for word: a report that names the wrong thing is no report. */
import { describe, expect, it } from 'vitest'
import { formAndAnnotations } from '../testing/attacks/form-and-annotations.ts'
import { incrementalSaving } from '../testing/attacks/incremental-saving.ts'
import { laterRevisions } from '../testing/attacks/later-revisions.ts'
import { preparedDocuments } from '../testing/attacks/prepared-documents.ts'
import { signatureObject } from '../testing/attacks/signature-object.ts'
import { changesBetween, unsignedForm } from '../testing/compared.ts'
import type { Signer } from '../signing/index.ts'

const attacks = [
  ...incrementalSaving,
  ...formAndAnnotations,
  ...laterRevisions,
  ...preparedDocuments,
  ...signatureObject,
]
const nobody: Signer = {
  algorithm: 'ecdsa-p256-sha256',
  certificate: new Uint8Array(0),
  chain: [],
  sign: () => Promise.reject(new Error('nobody signs here')),
}

/** Category, rule, place, page, field, what was and is. */
const reported: Readonly<Record<string, readonly string[]>> = {
  'page content replaced': ['content page-content Pages/Kids/0/Contents p1'],
  'page content pointed elsewhere': ['content page-content Pages/Kids/0/Contents p1'],
  'a copy of the signature object after the forged content': ['content page-content Pages/Kids/0/Contents p1'],
  'a page added': ['content page-added Pages/Kids/1 p2', 'content page-tree Pages/Count'],
  'the page replaced': ['content page-added Pages/Kids/0 p1', 'content page-removed Pages/Kids/0'],
  'the page turned': ['content page-attribute Pages/Kids/0/Rotate p1'],
  'the page cropped': ['content page-attribute Pages/Kids/0/CropBox p1'],
  'the font exchanged': [
    'content form-DR AcroForm/DR/Font/F1/BaseFont',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/BaseFont "cnp"',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/BaseFont p1',
  ],
  'a form object of the page changed': ['content page-attribute Pages/Kids/0/Resources/XObject/Fm p1'],
  'a picture freed': ['content page-attribute Pages/Kids/0/Resources/XObject/Im p1'],
  'another catalogue': ['content page-added Pages/Kids/0 p1', 'content page-removed Pages/Kids/0'],
  'a newer section that passes the signed revision by': ['content page-content Pages/Kids/0/Contents p1'],
  'encryption switched on': ['content encryption Encrypt'],
  'an action when the file is opened': ['content catalog-OpenAction OpenAction'],
  'a file attached': ['content catalog-Names Names'],
  'words put into the structure': ['content structure-tree StructTreeRoot/K/0/ActualText'],
  'the structure led in a circle': [
    'content structure-tree StructTreeRoot/K/0/K/1',
    'content structure-tree-loop StructTreeRoot',
  ],
  'a layer switched': ['content catalog-OCProperties OCProperties'],
  'metadata with a document type': ['content catalog-Metadata Metadata'],
  'metadata taken away': ['content catalog-Metadata Metadata'],
  'a security store that is none': ['content catalog-DSS DSS'],
  'a security store that is nothing': ['content catalog-DSS DSS'],
  'a security store that carries more': [
    'content catalog-DSS DSS/Pages/Type',
    'content catalog-DSS DSS/Pages/Kids/0',
    'content catalog-DSS DSS/Pages/Count',
    'content catalog-DSS DSS/Pages/MediaBox/0',
    'content catalog-DSS DSS/Pages/MediaBox/1',
    'content catalog-DSS DSS/Pages/MediaBox/2',
    'content catalog-DSS DSS/Pages/MediaBox/3',
  ],
  'the default font of fields exchanged': ['content form-DR AcroForm/DR/Font/F1/BaseFont'],
  'a form value changed': ['form-value form-value AcroForm/Fields/cnp p1 "cnp" (2850615220019→1800101220021)'],
  'a form value filled in under P=2': ['form-value form-value AcroForm/Fields/motiv p1 "motiv" (→motive personale)'],
  'a form value changed under P=1': ['form-value form-value AcroForm/Fields/motiv p1 "motiv" (→motive personale)'],
  'a locked field changed': ['form-value form-value AcroForm/Fields/cnp p1 "cnp" (2850615220019→1800101220021)'],
  'shadow replace: a face without its value': ['content appearance-without-value AcroForm/Fields/0/AP/N "cnp"'],
  'shadow hide: a picture lifted from the page': [
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/Subtype p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/Width p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/Height p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/ColorSpace p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/BitsPerComponent p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im/BBox p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Im p1',
  ],
  'shadow hide and replace: the page tree switched': [
    'content page-added Pages/Kids/0 p1',
    'content page-removed Pages/Kids/0',
  ],
  'shadow hide and replace: the object numbers switched': ['content page-content Pages/Kids/0/Contents p1'],
  'evil annotation: free text over content, P=3': ['content annotation-added Pages/1/Annots p1 (→FreeText: alt text)'],
  'evil annotation: a stamp over content, P=3': ['content annotation-added Pages/1/Annots p1 (→Stamp: alt text)'],
  'evil annotation: a filled square, P=3': ['content annotation-added Pages/1/Annots p1 (→Square: alt text)'],
  'evil annotation: a line that draws text, P=3': ['content annotation-added Pages/1/Annots p1 (→Line: alt text)'],
  'a note under P=3': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'a note under P=2': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'a note where nothing permits it': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'sneaky signature: a waiting field over the page, P=2': [
    'content signature-covers-page AcroForm/Fields/Alta p1 "Alta"',
  ],
  'a visible signature field added': [
    'visible-signature visible-signature-added AcroForm/Fields/Alta p1 "Alta"',
    'signature-field signature-field-added AcroForm/Fields/Alta p1 "Alta"',
  ],
  'a text field added': [
    'content field-added AcroForm/Fields/3 "altul"',
    'content widget-added Pages/Kids/0/Annots/3 p1 "altul"',
  ],
  'a duplicated field name': ['content duplicate-field-name AcroForm/Fields/cnp "cnp"'],
  'a duplicated signature name': ['content duplicate-field-name AcroForm/Fields/Semnatura "Semnatura"'],
  'a field renamed': [
    'content field-T AcroForm/Fields/0/T "cnp2"',
    'content field-T Pages/Kids/0/Annots/0/T p1 "cnp2"',
  ],
  'a field made of another kind': [
    'content field-FT AcroForm/Fields/0/FT "cnp"',
    'content field-FT Pages/Kids/0/Annots/0/FT p1 "cnp"',
  ],
  'a field moved': [
    'content field-Rect AcroForm/Fields/0/Rect/1 "cnp"',
    'content field-Rect AcroForm/Fields/0/Rect/3 "cnp"',
    'content field-Rect Pages/Kids/0/Annots/0/Rect/1 p1 "cnp"',
    'content field-Rect Pages/Kids/0/Annots/0/Rect/3 p1 "cnp"',
  ],
  'a field hidden': ['content field-F AcroForm/Fields/0/F "cnp"', 'content field-F Pages/Kids/0/Annots/0/F p1 "cnp"'],
  'a field with a script': [
    'content field-AA AcroForm/Fields/0/AA "cnp"',
    'content field-AA Pages/Kids/0/Annots/0/AA p1 "cnp"',
  ],
  'widget swap: two faces of the page exchanged': ['content annotation-order Pages/Kids/0/Annots p1'],
  'widget swap: the places of two fields exchanged': [
    'content field-Rect AcroForm/Fields/0/Rect/1 "cnp"',
    'content field-Rect AcroForm/Fields/0/Rect/3 "cnp"',
    'content field-Rect Pages/Kids/0/Annots/0/Rect/1 p1 "cnp"',
    'content field-Rect Pages/Kids/0/Annots/0/Rect/3 p1 "cnp"',
    'content field-Rect AcroForm/Fields/1/Rect/1 "motiv"',
    'content field-Rect AcroForm/Fields/1/Rect/3 "motiv"',
    'content field-Rect Pages/Kids/0/Annots/1/Rect/1 p1 "motiv"',
    'content field-Rect Pages/Kids/0/Annots/1/Rect/3 p1 "motiv"',
  ],
  'a widget taken from the page': ['content widget-removed Pages/Kids/0/Annots/0 p1 "cnp"'],
  'a lookalike put in place of a widget': [
    'content widget-added Pages/Kids/0/Annots/0 p1',
    'content widget-removed Pages/Kids/0/Annots/0 p1 "cnp"',
  ],
  'a face that the page draws too': [
    'form-value form-value AcroForm/Fields/cnp p1 "cnp" (2850615220019→1800101220021)',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm p1',
  ],
  'a field that serves as a resource': [
    'form-value form-value AcroForm/Fields/motiv p1 "motiv" (stream 28→stream 29)',
    'content page-attribute Pages/Kids/0/Resources/XObject/V p1',
  ],
  'a second certification': ['content catalog-Perms Perms'],
  'a signature field with a rectangle of five numbers': [
    'content signature-rectangle AcroForm/Fields/Martor p1 "Martor"',
  ],
  'a signature field with a rectangle of names': ['content signature-rectangle AcroForm/Fields/Martor p1 "Martor"'],
  'a signature field with room and no face': [
    'visible-signature visible-signature-added AcroForm/Fields/Martor p1 "Martor"',
    'signature-field signature-field-added AcroForm/Fields/Martor p1 "Martor"',
  ],
  'a signature field that runs a script': [
    'content field-added AcroForm/Fields/3 "Martor"',
    'content widget-added Pages/Kids/0/Annots/3 p1 "Martor"',
  ],
  'a signature field that acts when it is pressed': [
    'content field-added AcroForm/Fields/3 "Martor"',
    'content widget-added Pages/Kids/0/Annots/3 p1 "Martor"',
  ],
  'a signature field with a text field inside': [
    'content field-added AcroForm/Fields/3 "Martor"',
    'content widget-added Pages/Kids/0/Annots/3 p1 "Martor.alt"',
  ],
  'a hidden text field inside a signature field': ['content field-added AcroForm/Fields/3 "Martor"'],
  'a face laid over a field that was filled in': [
    'content signature-covers-annotation AcroForm/Fields/Martor p1 "Martor"',
  ],
  'a face laid over the signature': [
    'visible-signature visible-signature-added AcroForm/Fields/Martor p1 "Martor"',
    'signature-field signature-field-added AcroForm/Fields/Martor p1 "Martor"',
  ],
  'evil annotation: a note that draws text': ['content annotation-added Pages/1/Annots p1 (→Text)'],
  'evil annotation: a link that draws text': ['content annotation-added Pages/1/Annots p1 (→Link)'],
  'evil annotation: text in one of several states': ['content annotation-added Pages/1/Annots p1 (→Line)'],
  'evil annotation: text in the fonts of the page': ['content annotation-added Pages/1/Annots p1 (→Line)'],
  'evil annotation: a face painted over': ['content annotation-added Pages/1/Annots p1 (→Square)'],
  'evil annotation: a face that cannot be read': ['content annotation-added Pages/1/Annots p1 (→Square)'],
  'evil annotation: text when the mouse is over it': ['content annotation-added Pages/1/Annots p1 (→Line)'],
  'a link that runs a script, under P=3': ['content annotation-added Pages/1/Annots p1 (→Link)'],
  'a link whose next action starts a program, under P=3': ['content annotation-added Pages/1/Annots p1 (→Link)'],
  'a link to an address, under P=3': ['annotation annotation-added Pages/1/Annots p1 (→Link)'],
  'an annotation of no kind': ['content annotation-added Pages/Kids/0/Annots/3 p1'],
  'a chain that steps over the first revision': ['content page-content Pages/Kids/0/Contents p1'],
  'two ends of file': ['content page-content Pages/Kids/0/Contents p1'],
  'another permission dictionary': ['content catalog-Perms Perms/DocMDP', 'content catalog-Perms Perms/UR3'],
  'the permission dictionary taken away': ['content catalog-Perms Perms'],
  'a portfolio made of the file': ['content catalog-Collection Collection'],
  'another language of the document': ['content catalog-Lang Lang'],
  'a field given a second name in another form': ['content field-added AcroForm/Fields/3 "grup"'],
  'a face given to a field without one': [
    'content appearance-without-value AcroForm/Fields/1/AP "motiv"',
    'content appearance-without-value Pages/Kids/0/Annots/1/AP p1 "motiv"',
  ],
  'a colour given to a field': [
    'content field-MK AcroForm/Fields/1/MK "motiv"',
    'content field-MK Pages/Kids/0/Annots/1/MK p1 "motiv"',
  ],
  'another default appearance of a field': [
    'content field-DA AcroForm/Fields/1/DA "motiv"',
    'content field-DA Pages/Kids/0/Annots/1/DA p1 "motiv"',
  ],
  'metadata that is a picture': [
    'content catalog-Metadata Metadata/Type',
    'content catalog-Metadata Metadata/Subtype',
    'content catalog-Metadata Metadata/Width',
    'content catalog-Metadata Metadata/Height',
    'content catalog-Metadata Metadata/ColorSpace',
    'content catalog-Metadata Metadata/BitsPerComponent',
    'content catalog-Metadata Metadata',
  ],
  'information that is no text': ['content information Info/Title/A'],
  'a page listed twice, the second one exchanged': [
    'content page-added Pages/Kids/1 p2',
    'content page-tree Pages/Kids',
  ],
  'a resource reached by way of a date': [
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/XObject/T p1',
  ],
  'a date that is no date': ['content page-attribute Pages/Kids/0/LastModified/A p1'],
  'faces made anew by every reader (NeedAppearances)': ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
  'faces made anew under P=1': ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
  'the font that a field was waiting for': ['content form-DR AcroForm/DR/Font/Noua'],
  'the default appearance that fields were waiting for': ['content form-DA AcroForm/DA'],
  'more filters than are looked at': ['content page-content Pages/Kids/0/Contents p1'],
  'two certifications in one signature: the stricter counts': [
    'form-value form-value AcroForm/Fields/motiv p1 "motiv" (→motive personale)',
  ],
  'two locks in one signature: both count': [
    'form-value form-value AcroForm/Fields/motiv p1 "motiv" (→motive personale)',
  ],
  'a layer that was there, switched off': [
    'content catalog-OCProperties OCProperties/D/ON',
    'content catalog-OCProperties OCProperties/D/OFF',
  ],
  'a layer that was there, made for print alone': ['content page-attribute Pages/Kids/0/Group/Usage p1'],
  'the glyphs of a font exchanged': [
    'content form-DR AcroForm/DR/Font/F1/CharProcs/a',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/CharProcs/a "cnp"',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/CharProcs/a p1',
  ],
  'the encoding of a font exchanged': [
    'content form-DR AcroForm/DR/Font/F1/Encoding/Differences/1',
    'content form-DR AcroForm/DR/Font/F1/Encoding/Differences/2',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/Encoding/Differences/1 "cnp"',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/Encoding/Differences/2 "cnp"',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/Encoding/Differences/1 p1',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/Encoding/Differences/2 p1',
  ],
  'what the text of a font means (ToUnicode)': [
    'content form-DR AcroForm/DR/Font/F1/ToUnicode',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/ToUnicode "cnp"',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/ToUnicode p1',
  ],
  'the widths of a font': [
    'content form-DR AcroForm/DR/Font/F1/Widths/0',
    'content appearance-without-value AcroForm/Fields/0/AP/N/Resources/Font/F1/Widths/0 "cnp"',
    'content page-attribute Pages/Kids/0/Resources/XObject/Fm/Resources/Font/F1/Widths/0 p1',
  ],
  'an attached file exchanged': ['content catalog-Names Names/EmbeddedFiles/Names/1/EF/F'],
  'a script of the catalogue exchanged': ['content catalog-AA AA/WP/JS'],
  'an outline that leads elsewhere': ['content catalog-Outlines Outlines/First/Title'],
  'the dynamic form (XFA) exchanged': ['content form-XFA AcroForm/XFA'],
  'a layer of a picture (soft mask) exchanged': ['content page-attribute Pages/Kids/0/Resources/XObject/Im/SMask p1'],
  'an annotation without its field changed': ['content annotation-changed Pages/1/Annots p1 (→FreeText: da)'],
  'a text annotation taken away under P=3': ['annotation annotation-removed Pages/1/Annots p1'],
  'a text annotation made a link under P=3': ['annotation annotation-changed Pages/1/Annots p1 (→Link)'],
  'a face larger than what is seen of the page': ['content signature-covers-page AcroForm/Fields/Martor p1 "Martor"'],
  'the form hidden': [
    'content field-removed AcroForm/Fields/0 "cnp"',
    'content field-removed AcroForm/Fields/1 "motiv"',
    'content field-removed AcroForm/Fields/2 "Semnatura"',
    'content form-DA AcroForm/DA',
    'content form-DR AcroForm/DR/Font/F1',
    'content form-SigFlags AcroForm/SigFlags',
  ],
  'the form emptied': ['content field-removed AcroForm/Fields/2 "Semnatura"'],
  'the form and the page without the field': [
    'content field-removed AcroForm/Fields/2 "Semnatura"',
    'content widget-removed Pages/Kids/0/Annots/2 p1 "Semnatura"',
  ],
  'the signature moved over the page': [
    'content signature-field-Rect AcroForm/Fields/2/Rect/0 "Semnatura"',
    'content signature-field-Rect AcroForm/Fields/2/Rect/1 "Semnatura"',
    'content signature-field-Rect AcroForm/Fields/2/Rect/2 "Semnatura"',
    'content signature-field-Rect AcroForm/Fields/2/Rect/3 "Semnatura"',
    'content signature-field-Rect Pages/Kids/0/Annots/2/Rect/0 p1 "Semnatura"',
    'content signature-field-Rect Pages/Kids/0/Annots/2/Rect/1 p1 "Semnatura"',
    'content signature-field-Rect Pages/Kids/0/Annots/2/Rect/2 p1 "Semnatura"',
    'content signature-field-Rect Pages/Kids/0/Annots/2/Rect/3 p1 "Semnatura"',
  ],
  'another face for the signature': [
    'content signature-field-AP AcroForm/Fields/2/AP "Semnatura"',
    'content signature-field-AP Pages/Kids/0/Annots/2/AP p1 "Semnatura"',
  ],
}

describe('the rules name what an attack changed', () => {
  it.each(Object.entries(reported))('%s', async (name, changes) => {
    const attack = attacks.find((candidate) => candidate.name === name)
    if (!attack) throw new Error('no such attack')
    const before = unsignedForm(attack.base)
    expect(changesBetween(before, await attack.mount(before, nobody))).toEqual(changes)
  })
})
