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
const told: Readonly<Record<string, readonly string[]>> = {
  'page content replaced': ['content page-content Pages/1/Contents p1'],
  'page content pointed elsewhere': ['content page-content Pages/1/Contents p1'],
  'a copy of the signature object after the forged content': ['content page-content Pages/1/Contents p1'],
  'a page added': ['content page-added Pages p1', 'content page-tree Pages/Count'],
  'the page replaced': [
    'content page-content Pages/1/Contents p1',
    'content field-P AcroForm/Fields/cnp "cnp"',
    'content field-P AcroForm/Fields/motiv "motiv"',
    'content signature-field-P AcroForm/Fields/Semnatura "Semnatura"',
    'content structure-tree StructTreeRoot',
  ],
  'the page turned': ['content page-attribute Pages/1/Rotate p1'],
  'the page cropped': ['content page-attribute Pages/1/CropBox p1'],
  'the font exchanged': [
    'content page-attribute Pages/1/Resources p1',
    'content form-DR AcroForm/DR',
    'content appearance-without-value AcroForm/Fields/cnp "cnp"',
  ],
  'a form object of the page changed': ['content page-attribute Pages/1/Resources p1'],
  'a picture freed': ['content page-attribute Pages/1/Resources p1'],
  'another catalogue': [
    'content page-attribute Pages/1/Parent p1',
    'content page-content Pages/1/Contents p1',
    'content field-P AcroForm/Fields/cnp "cnp"',
    'content field-P AcroForm/Fields/motiv "motiv"',
    'content signature-field-P AcroForm/Fields/Semnatura "Semnatura"',
    'content structure-tree StructTreeRoot',
  ],
  'a newer section that passes the signed revision by': [
    'content page-content Pages/1/Contents p1',
    'content signature-changed AcroForm/Fields/Semnatura "Semnatura"',
  ],
  'encryption switched on': ['content encryption Encrypt'],
  'an action when the file is opened': ['content catalog-OpenAction OpenAction'],
  'a file attached': ['content catalog-Names Names'],
  'words put into the structure': ['content structure-tree StructTreeRoot'],
  'the structure led in a circle': ['content structure-tree-loop StructTreeRoot'],
  'a layer switched': ['content catalog-OCProperties OCProperties'],
  'metadata with a document type': ['content catalog-Metadata Metadata'],
  'metadata taken away': ['content catalog-Metadata Metadata'],
  'a security store that is none': ['content catalog-DSS DSS'],
  'a security store that is nothing': ['content catalog-DSS DSS'],
  'a security store that carries more': ['content catalog-DSS DSS'],
  'the default font of fields exchanged': ['content form-DR AcroForm/DR'],
  'one bit of the signed content': ['content page-content Pages/1/Contents p1'],
  'a form value changed': [
    'form-value form-value AcroForm/Fields/cnp "cnp" (2850615220019→1800101220021)',
    'form-value form-appearance AcroForm/Fields/cnp "cnp"',
  ],
  'a form value filled in under P=2': ['form-value form-value AcroForm/Fields/motiv "motiv" (→motive personale)'],
  'a form value changed under P=1': ['form-value form-value AcroForm/Fields/motiv "motiv" (→motive personale)'],
  'a locked field changed': ['form-value form-value AcroForm/Fields/cnp "cnp" (2850615220019→1800101220021)'],
  'shadow replace: a face without its value': ['content appearance-without-value AcroForm/Fields/cnp "cnp"'],
  'shadow hide: a picture lifted from the page': ['content page-attribute Pages/1/Resources p1'],
  'shadow hide and replace: the page tree switched': [
    'content page-content Pages/1/Contents p1',
    'content field-P AcroForm/Fields/cnp "cnp"',
    'content field-P AcroForm/Fields/motiv "motiv"',
    'content signature-field-P AcroForm/Fields/Semnatura "Semnatura"',
    'content structure-tree StructTreeRoot',
  ],
  'shadow hide and replace: the object numbers switched': ['content page-content Pages/1/Contents p1'],
  'evil annotation: free text over content, P=3': ['content annotation-added Pages/1/Annots p1 (→FreeText: alt text)'],
  'evil annotation: a stamp over content, P=3': ['content annotation-added Pages/1/Annots p1 (→Stamp: alt text)'],
  'evil annotation: a filled square, P=3': ['content annotation-added Pages/1/Annots p1 (→Square: alt text)'],
  'evil annotation: a line that draws text, P=3': ['content annotation-added Pages/1/Annots p1 (→Line: alt text)'],
  'a note under P=3': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'a note under P=2': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'a note where nothing permits it': ['annotation annotation-added Pages/1/Annots p1 (→Text: alt text)'],
  'sneaky signature: a waiting field over the page, P=2': [
    'content signature-covers-page Pages/1/Annots p1 "Alta"',
    'signature signature-field-added AcroForm/Fields "Alta"',
  ],
  'a visible signature field added': [
    'visible-signature visible-signature-added Pages/1/Annots p1 "Alta"',
    'signature signature-field-added AcroForm/Fields "Alta"',
  ],
  'a text field added': [
    'content widget-added Pages/1/Annots p1 (→Widget)',
    'content field-added AcroForm/Fields "altul"',
  ],
  'a duplicated field name': [
    'signature signature-field-added AcroForm/Fields "cnp"',
    'content duplicate-field-name AcroForm/Fields "cnp"',
  ],
  'a duplicated signature name': [
    'signature signature-field-added AcroForm/Fields "Semnatura"',
    'content duplicate-field-name AcroForm/Fields "Semnatura"',
  ],
  'a field renamed': ['content field-T AcroForm/Fields/cnp "cnp"'],
  'a field made of another kind': ['content field-FT AcroForm/Fields/cnp "cnp"'],
  'a field moved': ['content field-Rect AcroForm/Fields/cnp "cnp"'],
  'a field hidden': ['content field-F AcroForm/Fields/cnp "cnp"'],
  'a field with a script': ['content field-AA AcroForm/Fields/cnp "cnp"'],
  'widget swap: two faces of the page exchanged': ['content annotation-order Pages/1/Annots p1'],
  'widget swap: the places of two fields exchanged': [
    'content field-Rect AcroForm/Fields/cnp "cnp"',
    'content field-Rect AcroForm/Fields/motiv "motiv"',
  ],
  'a widget taken from the page': ['content widget-removed Pages/1/Annots p1 (→Widget)'],
  'a lookalike put in place of a widget': [
    'content widget-removed Pages/1/Annots p1 (→Widget)',
    'content widget-added Pages/1/Annots p1 (→Widget)',
  ],
  'a face that the page draws too': [
    'content page-attribute Pages/1/Resources p1',
    'form-value form-value AcroForm/Fields/cnp "cnp" (2850615220019→1800101220021)',
    'form-value form-appearance AcroForm/Fields/cnp "cnp"',
  ],
  'a field that serves as a resource': [
    'content page-attribute Pages/1/Resources p1',
    'form-value form-value AcroForm/Fields/motiv "motiv" (stream 28→stream 29)',
  ],
  'a second certification': ['content catalog-Perms Perms'],
  'a signature field with a rectangle of five numbers': [
    'content signature-rectangle Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
  ],
  'a signature field with a rectangle of names': [
    'content signature-rectangle Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
  ],
  'a signature field with room and no face': [
    'visible-signature visible-signature-added Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
  ],
  'a signature field that runs a script': [
    'content signature-field-acts Pages/1/Annots p1 "Martor"',
    'content signature-field-acts AcroForm/Fields "Martor"',
  ],
  'a signature field that acts when it is pressed': [
    'content signature-field-acts Pages/1/Annots p1 "Martor"',
    'content signature-field-acts AcroForm/Fields "Martor"',
  ],
  'a signature field with a text field inside': [
    'content widget-added Pages/1/Annots p1 (→Widget)',
    'content field-added AcroForm/Fields "Martor"',
  ],
  'a hidden text field inside a signature field': ['content field-added AcroForm/Fields "Martor"'],
  'a face laid over a field that was filled in': [
    'content signature-covers-annotation Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
  ],
  'a face laid over the signature': [
    'visible-signature visible-signature-added Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
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
  'an annotation of no kind': ['content annotation-added Pages/1/Annots p1'],
  'a chain that steps over the first revision': ['content page-content Pages/1/Contents p1'],
  'two ends of file': ['content page-content Pages/1/Contents p1'],
  'another permission dictionary': ['content catalog-Perms Perms'],
  'the permission dictionary taken away': ['content catalog-Perms Perms'],
  'a portfolio made of the file': ['content catalog-Collection Collection'],
  'another language of the document': ['content catalog-Lang Lang'],
  'a field given a second name in another form': ['content field-added AcroForm/Fields "grup"'],
  'a face given to a field without one': ['content appearance-without-value AcroForm/Fields/motiv "motiv"'],
  'a colour given to a field': ['content field-MK AcroForm/Fields/motiv "motiv"'],
  'another default appearance of a field': ['form-value form-appearance AcroForm/Fields/motiv "motiv"'],
  'metadata that is a picture': ['content catalog-Metadata Metadata'],
  'information that is no text': ['content information Info/Title (→dictionary)'],
  'a page listed twice, the second one exchanged': ['content page-tree Pages p2'],
  'a resource reached by way of a date': [
    'content page-attribute Pages/1/LastModified p1',
    'content page-attribute Pages/1/Resources p1',
  ],
  'a date that is no date': ['content page-attribute Pages/1/LastModified p1'],
  'faces made anew by every reader (NeedAppearances)': ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
  'faces made anew under P=1': ['form-value form-NeedAppearances AcroForm/NeedAppearances'],
  'the font that a field was waiting for': ['form-value form-DR AcroForm/DR'],
  'the default appearance that fields were waiting for': ['form-value form-DA AcroForm/DA'],
  'more filters than are looked at': ['content page-content Pages/1/Contents p1'],
  'two certifications in one signature: the stricter counts': [
    'form-value form-value AcroForm/Fields/motiv "motiv" (→motive personale)',
  ],
  'two locks in one signature: both count': ['form-value form-value AcroForm/Fields/motiv "motiv" (→motive personale)'],
  'a layer that was there, switched off': ['content catalog-OCProperties OCProperties'],
  'a layer that was there, made for print alone': ['content page-attribute Pages/1/Group p1'],
  'the glyphs of a font exchanged': [
    'content page-attribute Pages/1/Resources p1',
    'content form-DR AcroForm/DR',
    'content appearance-without-value AcroForm/Fields/cnp "cnp"',
  ],
  'the encoding of a font exchanged': [
    'content page-attribute Pages/1/Resources p1',
    'content form-DR AcroForm/DR',
    'content appearance-without-value AcroForm/Fields/cnp "cnp"',
  ],
  'what the text of a font means (ToUnicode)': [
    'content page-attribute Pages/1/Resources p1',
    'content form-DR AcroForm/DR',
    'content appearance-without-value AcroForm/Fields/cnp "cnp"',
  ],
  'the widths of a font': [
    'content page-attribute Pages/1/Resources p1',
    'content form-DR AcroForm/DR',
    'content appearance-without-value AcroForm/Fields/cnp "cnp"',
  ],
  'an attached file exchanged': ['content catalog-Names Names'],
  'a script of the catalogue exchanged': ['content catalog-AA AA'],
  'an outline that leads elsewhere': ['content catalog-Outlines Outlines'],
  'the dynamic form (XFA) exchanged': ['content form-XFA AcroForm/XFA'],
  'a layer of a picture (soft mask) exchanged': ['content page-attribute Pages/1/Resources p1'],
  'an annotation without its field changed': ['content annotation-changed Pages/1/Annots p1 (→FreeText: da)'],
  'a text annotation taken away under P=3': ['annotation annotation-removed Pages/1/Annots p1 (→FreeText: nu)'],
  'a text annotation made a link under P=3': ['annotation annotation-changed Pages/1/Annots p1 (→Link)'],
  'a face larger than what is seen of the page': [
    'content signature-covers-page Pages/1/Annots p1 "Martor"',
    'signature signature-field-added AcroForm/Fields "Martor"',
  ],
  'the form hidden': ['content form-removed AcroForm'],
  'the form emptied': ['content field-removed AcroForm/Fields "Semnatura"'],
  'the form and the page without the field': [
    'content widget-removed Pages/1/Annots p1 (→Widget)',
    'content field-removed AcroForm/Fields "Semnatura"',
  ],
  'the signature moved over the page': ['content signature-field-Rect AcroForm/Fields/Semnatura "Semnatura"'],
  'another face for the signature': [
    'visible-signature visible-signature-added Pages/1/Annots p1 "Semnatura"',
    'content signature-field-AP AcroForm/Fields/Semnatura "Semnatura"',
  ],
}

describe('the rules name what an attack changed', () => {
  it.each(Object.entries(told))('%s', async (name, changes) => {
    const attack = attacks.find((candidate) => candidate.name === name)
    if (!attack) throw new Error('no such attack')
    const before = unsignedForm(attack.base)
    expect(changesBetween(before, await attack.mount(before, nobody))).toEqual(changes)
  })
})
